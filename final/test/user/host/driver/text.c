// SPDX-License-Identifier: MIT
// Random calls of functions on text and arrays, and what each returned.
// Compiled with two libraries, it must print the same:
// library_agrees_with_libc.py.

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROUNDS 20000

static unsigned random_below(unsigned limit)
{
    static unsigned long state = 2;
    state = state * 6364136223846793005 + 1442695040888963407;
    return (unsigned)(state >> 33) % limit;
}

static void show_classes(void)
{
    for (int byte = -1; byte < 256; byte++) {
        printf("%d: %d %d %d %d\n", byte, isdigit(byte) != 0,
               isspace(byte) != 0, isprint(byte) != 0, tolower(byte));
    }
}

// The errors of base/errno.h, and some that it does not have.
static void show_errors(void)
{
    static const int errors[] = {0,  1,  2,  3,  4,  5,  7,  8,   9,
                                 10, 11, 12, 13, 14, 16, 17, 18,  19,
                                 20, 21, 22, 24, 25, 27, 28, 29,  30,
                                 34, 36, 38, 39, 75, -1, 41, 110, 9999};
    for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
        puts(strerror(errors[i]));
    }
}

static void search(void)
{
    char bytes[40];
    size_t length = random_below(sizeof(bytes));
    for (size_t i = 0; i < length; i++) {
        bytes[i] = "ab\0c\xff"[random_below(5)];
    }
    int byte = (unsigned char)"ab\0cd\xff"[random_below(6)];
    const char *found = memchr(bytes, byte, length);
    printf("memchr %td\n", found != NULL ? found - bytes : -1);
}

static int compare_ints(const void *left, const void *right)
{
    int l = *(const int *)left, r = *(const int *)right;
    return l < r ? -1 : l > r;
}

static int compare_words(const void *left, const void *right)
{
    return memcmp(left, right, 3);
}

static void sort(void)
{
    int numbers[200];
    char words[100][3];
    unsigned count = random_below(200), kinds = 1 + random_below(300);
    for (unsigned i = 0; i < count; i++) {
        numbers[i] = (int)random_below(kinds) - 100;
    }
    qsort(numbers, count, sizeof(int), compare_ints);
    for (unsigned i = 0; i < count; i++) {
        printf("%d ", numbers[i]);
    }
    count = random_below(100);
    for (unsigned i = 0; i < 3 * count; i++) {
        words[i / 3][i % 3] = (char)('a' + random_below(3));
    }
    qsort(words, count, sizeof(words[0]), compare_words);
    for (unsigned i = 0; i < count; i++) {
        printf("%.3s ", words[i]);
    }
    puts("");
}

// Reads the options of one command line, as a program does only once.
static void parse_options(int argc, char *argv[])
{
    int option;
    while ((option = getopt(argc, argv, "ab:c")) != -1) {
        printf("%c %s\n", option, option == 'b' ? optarg : "");
    }
    for (int i = optind; i < argc; i++) {
        printf("operand %s\n", argv[i]);
    }
}

int main(int argc, char *argv[])
{
    if (argc > 1) {
        parse_options(argc, argv);
        return 0;
    }
    show_classes();
    show_errors();
    for (int i = 0; i < ROUNDS; i++) {
        search();
    }
    for (int i = 0; i < ROUNDS / 40; i++) {
        sort();
    }
    return 0;
}
