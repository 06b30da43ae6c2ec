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

// Line i of a file is in lines[i % wanted], where a later one replaces it.
static struct line *lines;
static size_t room; // grows with the file, up to `wanted`

// Makes room for one more line than there are. Returns false if there is no
// memory.
static bool make_room(size_t count)
{
    if (count < room || room == wanted) {
        return true;
    }
    size_t larger = min(max(2 * room, 16), wanted);
    struct line *moved = realloc(lines, larger * sizeof(*lines));
    if (moved == NULL) {
        return false;
    }
    memset(&moved[room], 0, (larger - room) * sizeof(*moved));
    lines = moved;
    room = larger;
    return true;
}

// Reads all lines. Returns 0 or an errno; *count is how many lines there are.
static int read_lines(FILE *input, size_t *count)
{
    struct line line = {0};
    while ((line.length = getline(&line.text, &line.size, input)) >= 0) {
        if (!make_room(*count)) {
            free(line.text);
            return ENOMEM;
        }
        struct line *place = &lines[(*count)++ % wanted];
        struct line replaced = *place;
        *place = line;
        line = replaced; // its memory takes the next line
    }
    free(line.text);
    return 0;
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
    size_t count = 0;
    int error = read_lines(input, &count);
    if (error != 0) {
        return complain("tail", name, error);
    }
    for (size_t i = count - min(count, wanted); i < count; i++) {
        struct line *line = &lines[i % wanted];
        fwrite(line->text, 1, (size_t)line->length, stdout);
    }
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
