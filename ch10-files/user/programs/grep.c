// SPDX-License-Identifier: MIT
// user/programs/grep.c - prints the lines that match a pattern.
//
//     grep [-Fcinv] PATTERN [FILE]...
//
// . is any byte, * repeats what stands before it, ^ and $ are the ends of the
// line, \ makes the next byte an ordinary one. -F: no byte is special. -c: how
// many lines there are. -i: ignores case. -n: with line numbers. -v: the lines
// that do not match. The status is 0 if a line was found, 1 if none was, and 2
// after an error.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "user/lib/regexp.h"
#include "user/lib/utility.h"

static struct regexp regexp;
static bool counts_lines, has_numbers, is_inverted, has_names;
static bool has_found;

static void show(const char *name, long number, const char *line, size_t length)
{
    if (has_names) {
        printf("%s:", name);
    }
    if (has_numbers) {
        printf("%ld:", number);
    }
    fwrite(line, 1, length, stdout);
    putchar('\n');
}

static int search(FILE *input, const char *name)
{
    name = strcmp(name, "-") == 0 ? "(standard input)" : name;
    char *line = NULL;
    size_t size = 0;
    long found = 0;
    for (long number = 1;; number++) {
        long nbytes = getline(&line, &size, input);
        if (nbytes < 0) {
            break;
        }
        size_t length = (size_t)nbytes - (line[nbytes - 1] == '\n');
        if (regexp_matches(&regexp, line, length) != is_inverted) {
            found++;
            if (!counts_lines) {
                show(name, number, line, length);
            }
        }
    }
    free(line);
    if (counts_lines) {
        printf(has_names ? "%s:%ld\n" : "%.0s%ld\n", name, found);
    }
    has_found |= found > 0;
    return 0;
}

int main(int argc, char *argv[])
{
    static const char synopsis[] = "grep [-Fcinv] PATTERN [FILE]...";
    int flags = 0;
    for (int option; (option = getopt(argc, argv, "Fcinv")) != -1;) {
        switch (option) {
        case 'F': flags |= REGEXP_FIXED; break;
        case 'c': counts_lines = true; break;
        case 'i': flags |= REGEXP_IGNORE_CASE; break;
        case 'n': has_numbers = true; break;
        case 'v': is_inverted = true; break;
        default: return usage(synopsis);
        }
    }
    if (optind == argc) {
        return usage(synopsis);
    }
    const char *pattern = argv[optind++];
    int error = regexp_parse(&regexp, pattern, flags);
    if (error != 0) {
        complain("grep", pattern, -error);
        return 2;
    }
    has_names = argc - optind > 1;
    int status = for_each_input("grep", argv + optind, search);
    status = close_output("grep", status);
    return status != 0 ? 2 : !has_found;
}
