// SPDX-License-Identifier: MIT
// user/programs/wc.c - counts lines, words and bytes.
//
//     wc [-lwc] [FILE]...
//
// -l, -w, -c: lines, words or bytes alone. "-", or no file: its input.

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "user/lib/utility.h"

struct counts {
    long lines, words, bytes;
};

static bool shows_lines, shows_words, shows_bytes;
static struct counts total;

static void show(const struct counts *counts, const char *name)
{
    const char *gap = "";
    if (shows_lines) {
        printf("%7ld", counts->lines);
        gap = " ";
    }
    if (shows_words) {
        printf("%s%7ld", gap, counts->words);
        gap = " ";
    }
    if (shows_bytes) {
        printf("%s%7ld", gap, counts->bytes);
    }
    printf("%s%s\n", *name != '\0' ? " " : "", name);
}

static int count(FILE *input, const char *name)
{
    struct counts counts = {0};
    bool is_in_word = false;
    for (int byte; (byte = getc(input)) != EOF; counts.bytes++) {
        counts.lines += byte == '\n';
        counts.words += !isspace(byte) && !is_in_word;
        is_in_word = !isspace(byte);
    }
    show(&counts, strcmp(name, "-") == 0 ? "" : name);
    total.lines += counts.lines;
    total.words += counts.words;
    total.bytes += counts.bytes;
    return 0;
}

int main(int argc, char *argv[])
{
    for (int option; (option = getopt(argc, argv, "lwc")) != -1;) {
        switch (option) {
        case 'l': shows_lines = true; break;
        case 'w': shows_words = true; break;
        case 'c': shows_bytes = true; break;
        default: return usage("wc [-lwc] [FILE]...");
        }
    }
    if (!shows_lines && !shows_words && !shows_bytes) {
        shows_lines = shows_words = shows_bytes = true;
    }
    int status = for_each_input("wc", argv + optind, count);
    if (argc - optind > 1) {
        show(&total, "total");
    }
    return close_output("wc", status);
}
