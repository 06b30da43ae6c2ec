// SPDX-License-Identifier: MIT
// user/programs/head.c - prints the first lines of files.
//
//     head [-n COUNT] [FILE]...
//
// -COUNT is -n COUNT. Ten lines if no count is given. "-", or no file: its
// input.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "user/lib/utility.h"

static long wanted = 10;
static bool has_titles, is_second;

static int show(FILE *input, const char *name)
{
    if (has_titles) {
        name = strcmp(name, "-") == 0 ? "standard input" : name;
        printf(is_second ? "\n==> %s <==\n" : "==> %s <==\n", name);
        is_second = true;
    }
    char *line = NULL;
    size_t size = 0;
    for (long i = 0; i < wanted; i++) {
        long length = getline(&line, &size, input);
        if (length < 0) {
            break;
        }
        fwrite(line, 1, (size_t)length, stdout);
    }
    free(line);
    return 0;
}

int main(int argc, char *argv[])
{
    if (!parse_options_for_count(argc, argv, &wanted)) {
        return usage("head [-n COUNT] [FILE]...");
    }
    has_titles = argc - optind > 1;
    return close_output("head", for_each_input("head", argv + optind, show));
}
