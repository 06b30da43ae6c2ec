// SPDX-License-Identifier: MIT
// strtol() gives what the host's C library gives: for chosen texts and for
// 300,000 random ones, in several bases.
//
// With: user/lib/strtol.c
// Flags: -Dstrtol=folio_strtol
// Breaks: user/lib/strtol.c: *next == '0' ? 8 : 10 => 10
// Breaks: user/lib/strtol.c: next > first ? next : text => next
// Breaks: user/lib/strtol.c: || (!is_negative && value == INT64_MIN)) => )
// Breaks: user/lib/strtol.c: (*next >= '\t' && *next <= '\r') => false

#undef strtol
#include <stdio.h>
#include <stdlib.h>

long folio_strtol(const char *text, char **end, int base);

static void expect_same(const char *text, int base)
{
    char *wanted_end, *end;
    long wanted = strtol(text, &wanted_end, base);
    long value = folio_strtol(text, &end, base);
    if (value != wanted || end != wanted_end) {
        printf("\"%s\" in base %d: %ld, %td characters; wanted %ld, %td\n",
               text, base, value, end - text, wanted, wanted_end - text);
        exit(1);
    }
}

int main(void)
{
    static const char characters[] = " \t\v+-0179afzxX";
    static const char *const chosen[] = {"",
                                         "-",
                                         "0",
                                         "0x",
                                         "0xg",
                                         "-0x1F",
                                         "017",
                                         "08",
                                         "42 43",
                                         "12z",
                                         "9223372036854775807",
                                         "9223372036854775808",
                                         "-9223372036854775808",
                                         "-9223372036854775809",
                                         "99999999999999999999999"};
    static const int bases[] = {0, 2, 8, 10, 16, 36};
    srand(1);
    for (size_t b = 0; b < sizeof(bases) / sizeof(bases[0]); b++) {
        for (size_t i = 0; i < sizeof(chosen) / sizeof(chosen[0]); i++) {
            expect_same(chosen[i], bases[b]);
        }
        for (int i = 0; i < 50000; i++) {
            char text[24] = "";
            size_t length = (size_t)rand() % sizeof(text);
            for (size_t j = 0; j < length; j++) {
                text[j] = characters[(size_t)rand() % (sizeof(characters) - 1)];
            }
            expect_same(text, bases[b]);
        }
    }
    return 0;
}
