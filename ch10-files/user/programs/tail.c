// SPDX-License-Identifier: MIT
// user/programs/tail.c - prints the last lines of files.
//
//     tail [-n COUNT] [FILE]...
//
// -COUNT is -n COUNT. Ten lines if no count is given. "-", or no file: its
// input.

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "user/lib/utility.h"

static size_t wanted = 10;
static bool has_titles, is_second;

struct line {
    char *text;
    size_t size; // of the memory at text
    long length;
};

// Reads all lines. Line i is in lines[i % wanted], where a later one replaces
// it. Returns how many lines there are.
static size_t read_lines(FILE *input, struct line *lines)
{
    size_t count = 0;
    struct line line = {0};
    while ((line.length = getline(&line.text, &line.size, input)) >= 0) {
        struct line *place = &lines[count++ % wanted];
        struct line replaced = *place;
        *place = line;
        line = replaced; // its memory takes the next line
    }
    free(line.text);
    return count;
}

static int show(FILE *input, const char *name)
{
    if (has_titles) {
        name = strcmp(name, "-") == 0 ? "standard input" : name;
        printf(is_second ? "\n==> %s <==\n" : "==> %s <==\n", name);
        is_second = true;
    }
    if (wanted == 0) {
        return 0;
    }
    struct line *lines = calloc(wanted, sizeof(*lines));
    if (lines == NULL) {
        return complain("tail", name, errno);
    }
    size_t count = read_lines(input, lines);
    for (size_t i = count - min(count, wanted); i < count; i++) {
        struct line *line = &lines[i % wanted];
        fwrite(line->text, 1, (size_t)line->length, stdout);
    }
    for (size_t i = 0; i < wanted; i++) {
        free(lines[i].text);
    }
    free(lines);
    return 0;
}

int main(int argc, char *argv[])
{
    long count = 10;
    if (!parse_options_for_count(argc, argv, &count)) {
        return usage("tail [-n COUNT] [FILE]...");
    }
    wanted = (size_t)count;
    has_titles = argc - optind > 1;
    return close_output("tail", for_each_input("tail", argv + optind, show));
}
