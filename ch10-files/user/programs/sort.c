// SPDX-License-Identifier: MIT
// user/programs/sort.c - sorts the lines of files.
//
//     sort [-nru] [FILE]...
//
// -n: by the number that begins the line. -r: downwards. -u: of equal lines one
// alone. "-", or no file: its input.

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "user/lib/utility.h"

struct line {
    char *text; // without its newline
    size_t length;
};

static struct line *lines;
static size_t count, room;
static bool is_numeric, is_downwards, is_unique;

// --- the order ---

static int compare_texts(const struct line *left, const struct line *right)
{
    int result =
        memcmp(left->text, right->text, min(left->length, right->length));
    if (result == 0 && left->length != right->length) {
        result = left->length < right->length ? -1 : 1;
    }
    return result;
}

static int compare_keys(const struct line *left, const struct line *right)
{
    if (!is_numeric) {
        return compare_texts(left, right);
    }
    long l = strtol(left->text, NULL, 10), r = strtol(right->text, NULL, 10);
    return l < r ? -1 : l > r;
}

// Lines with equal numbers come in the order of their texts.
static int compare(const void *left, const void *right)
{
    int result = compare_keys(left, right);
    if (result == 0) {
        result = compare_texts(left, right);
    }
    return is_downwards ? -result : result;
}

// --- the lines ---

// Takes over the line's memory. Returns false if there is no memory.
static bool append(char *text, size_t length)
{
    if (count == room) {
        size_t larger = max(2 * room, 64);
        struct line *moved = realloc(lines, larger * sizeof(*lines));
        if (moved == NULL) {
            return false;
        }
        lines = moved;
        room = larger;
    }
    lines[count++] = (struct line){text, length};
    return true;
}

static int read_lines(FILE *input, const char *name)
{
    for (;;) {
        char *line = NULL;
        size_t size = 0;
        long nbytes = getline(&line, &size, input);
        if (nbytes < 0) {
            free(line);
            return 0; // the caller asks for an error of the stream
        }
        size_t length = (size_t)nbytes - (line[nbytes - 1] == '\n');
        line[length] = '\0';
        if (!append(line, length)) {
            return complain("sort", name, errno);
        }
    }
}

int main(int argc, char *argv[])
{
    for (int option; (option = getopt(argc, argv, "nru")) != -1;) {
        switch (option) {
        case 'n': is_numeric = true; break;
        case 'r': is_downwards = true; break;
        case 'u': is_unique = true; break;
        default: return usage("sort [-nru] [FILE]...");
        }
    }
    int status = for_each_input("sort", argv + optind, read_lines);
    qsort(lines, count, sizeof(*lines), compare);
    for (size_t i = 0; i < count; i++) {
        if (!is_unique || i == 0 || compare_keys(&lines[i - 1], &lines[i])) {
            fwrite(lines[i].text, 1, lines[i].length, stdout);
            putchar('\n');
        }
    }
    return close_output("sort", status);
}
