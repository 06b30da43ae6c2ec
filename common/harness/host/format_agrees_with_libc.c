// SPDX-License-Identifier: MIT
// The kernel's snprintf against the host's, on random formats and arguments.
// Breaks: common/base/format.c: zeros += fill; =>
// Breaks: common/base/string.c: found == length && =>

#define snprintf  folio_snprintf
#define vsnprintf folio_vsnprintf
#define strlen    folio_strlen
#define strnlen   folio_strnlen
#define strcmp    folio_strcmp
#define strncmp   folio_strncmp
#define strchr    folio_strchr
#define strstr    folio_strstr
#define strcspn   folio_strcspn
#include "base/string.c"
#include "base/format.c"
#undef snprintf
#undef vsnprintf
#undef strlen
#undef strnlen
#undef strcmp
#undef strncmp
#undef strchr
#undef strstr
#undef strcspn
#undef panic

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASES 300000

// The formats are made up on the fly, so the compiler cannot check them.
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"
#pragma GCC diagnostic ignored "-Wformat"

static unsigned below(unsigned limit)
{
    return (unsigned)rand() % limit;
}

static unsigned long long random_number(void)
{
    static const unsigned long long edges[] = {0,
                                               1,
                                               9,
                                               10,
                                               255,
                                               INT_MAX,
                                               (unsigned)INT_MIN,
                                               UINT_MAX,
                                               LLONG_MAX,
                                               (unsigned long long)LLONG_MIN,
                                               ULLONG_MAX};
    if (below(3) == 0) {
        return edges[below(ARRAY_LENGTH(edges))];
    }
    unsigned long long wide = (unsigned long long)rand() << 33 ^
                              (unsigned long long)rand() << 11 ^
                              (unsigned long long)rand();
    return wide >> below(64);
}

// Puts "%", random flags, width, precision and length, and the conversion.
static void random_format(char *format, const char *length, char conversion)
{
    static const char flags[] = "-0+ #";
    char *at = format;
    at += sprintf(at, "<%%");
    for (const char *flag = flags; *flag != '\0'; flag++) {
        if (below(3) == 0) {
            *at++ = *flag;
        }
    }
    if (below(2) == 0) {
        at += sprintf(at, "%u", 1 + below(40));
    }
    if (below(3) == 0) {
        at += sprintf(at, ".%u", below(30));
    }
    sprintf(at, "%s%c>", length, conversion);
}

static void compare(const char *format, size_t size, const char *ours,
                    int our_length, const char *theirs, int their_length)
{
    if (our_length != their_length || strcmp(ours, theirs) != 0) {
        printf("format \"%s\", size %zu:\n  ours   %d \"%s\"\n"
               "  theirs %d \"%s\"\n",
               format, size, our_length, ours, their_length, theirs);
        exit(1);
    }
}

#define COMPARE(format, ...)                                              \
    do {                                                                  \
        char ours[128], theirs[128];                                      \
        size_t size = below(8) == 0 ? 1 + below(20) : sizeof(ours);       \
        int our_length = folio_snprintf(ours, size, format, __VA_ARGS__); \
        int their_length = snprintf(theirs, size, format, __VA_ARGS__);   \
        compare(format, size, ours, our_length, theirs, their_length);    \
    } while (0)

static void compare_a_number(void)
{
    static const char *const lengths[] = {"hh", "h", "",  "l",
                                          "ll", "j", "z", "t"};
    static const char conversions[] = "diuoxX";
    char format[64];
    unsigned which = below(ARRAY_LENGTH(lengths));
    random_format(format, lengths[which],
                  conversions[below(sizeof(conversions) - 1)]);
    unsigned long long number = random_number();
    if (which <= 2) {
        COMPARE(format, (unsigned)number);
    } else {
        COMPARE(format, number);
    }
}

static void compare_a_string(void)
{
    static const char *const strings[] = {
        "", "a", "hello", "%d", "\xff\x01", "a rather long string of text"};
    char format[64];
    random_format(format, "", 's');
    const char *string = strings[below(ARRAY_LENGTH(strings))];
    COMPARE(format, string);
    int width = (int)below(40) - 20, precision = (int)below(20) - 5;
    COMPARE("%*.*s|%-*c", width, precision, "starred", width, 'c');
}

static void compare_the_rest(void)
{
    char ours[64];
    char *volatile null = NULL; // or the compiler warns of it
    COMPARE("100%% of %s%c", "it", '!');
    COMPARE("%p", (void *)0x1234abcd);
    COMPARE("%.4s", "unended"); // reads no more than the precision allows
    folio_snprintf(ours, sizeof(ours), "%y %");
    compare("%y %", sizeof(ours), ours, 0, "%y %", 0);
    folio_snprintf(ours, sizeof(ours), "%s", null);
    compare("%s", sizeof(ours), ours, 0, "(null)", 0);
    if (folio_snprintf(NULL, 0, "%d", 12345) != 5) {
        printf("size 0 does not tell the length\n");
        exit(1);
    }
}

static int sign(int value)
{
    return (value > 0) - (value < 0);
}

static void compare_string_functions(void)
{
    static const char *const words[] = {
        "", "a", "ab", "abc", "b", "\xff", "test=abc x", "xtest=", "aab"};
    const char *left = words[below(ARRAY_LENGTH(words))];
    const char *right = words[below(ARRAY_LENGTH(words))];
    size_t limit = below(5);
    if (folio_strlen(left) != strlen(left) ||
        folio_strnlen(left, limit) != strnlen(left, limit) ||
        sign(folio_strcmp(left, right)) != sign(strcmp(left, right)) ||
        sign(folio_strncmp(left, right, limit)) !=
            sign(strncmp(left, right, limit)) ||
        folio_strchr(left, right[0]) != strchr(left, right[0]) ||
        folio_strstr(left, right) != strstr(left, right) ||
        folio_strcspn(left, right) != strcspn(left, right)) {
        printf("a string function differs on \"%s\", \"%s\", %zu\n", left,
               right, limit);
        exit(1);
    }
}

static void require_word(bool is_there, const char *text, const char *word)
{
    if (has_word(text, word) != is_there) {
        printf("has_word(\"%s\", \"%s\") is wrong\n", text, word);
        exit(1);
    }
}

static void look_for_words(void)
{
    require_word(true, "poison", "poison");
    require_word(true, "quiet poison", "poison");
    require_word(true, "  poison  quiet", "poison");
    require_word(false, "", "poison");
    require_word(false, "test=poison", "poison");
    require_word(false, "poison=no", "poison");
    require_word(false, "poisoned", "poison");
    require_word(false, "pois on", "poison");
}

int main(void)
{
    srand(1);
    look_for_words();
    compare_the_rest();
    for (int i = 0; i < CASES; i++) {
        compare_a_number();
        compare_a_string();
        compare_string_functions();
    }
    printf("%d cases\n", CASES);
    return 0;
}
