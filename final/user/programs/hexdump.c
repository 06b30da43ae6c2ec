// SPDX-License-Identifier: MIT
// user/programs/hexdump.c - shows the bytes of files.
//
//     hexdump [-s START] [-n COUNT] [FILE]...
//
// A row is the place in the file, 16 bytes, and the same bytes as characters; a
// row that repeats the one above is shown as *. "-", or no file: its input.

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "user/lib/utility.h"

#define ROW 16

static long start, limit = INT64_MAX;

static void show_row(long place, const uint8_t *bytes, size_t nbytes)
{
    printf("%08lx ", place);
    for (size_t i = 0; i < ROW; i++) {
        printf(i % 8 == 0 ? " " : "");
        if (i < nbytes) {
            printf("%02x ", bytes[i]);
        } else {
            printf("   ");
        }
    }
    printf(" |");
    for (size_t i = 0; i < nbytes; i++) {
        putchar(isprint(bytes[i]) ? bytes[i] : '.');
    }
    puts("|");
}

static int dump(FILE *input, const char *name)
{
    if (start > 0 && fseek(input, start, SEEK_SET) != 0) {
        return complain("hexdump", name, errno);
    }
    uint8_t bytes[ROW], above[ROW];
    long place = start, end = start + min((size_t)limit, INT64_MAX - start);
    bool is_repeated = false;
    while (place < end) {
        size_t nbytes = fread(bytes, 1, min(ROW, (size_t)(end - place)), input);
        if (nbytes == 0) {
            break;
        }
        bool repeats =
            place > start && nbytes == ROW && memcmp(bytes, above, ROW) == 0;
        if (!repeats) {
            show_row(place, bytes, nbytes);
        } else if (!is_repeated) {
            puts("*");
        }
        is_repeated = repeats;
        memcpy(above, bytes, ROW);
        place += (long)nbytes;
    }
    if (place > start) {
        printf("%08lx\n", place);
    }
    return 0;
}

int main(int argc, char *argv[])
{
    for (int option; (option = getopt(argc, argv, "s:n:")) != -1;) {
        if (option == '?' ||
            !parse_count(optarg, option == 's' ? &start : &limit)) {
            return usage("hexdump [-s START] [-n COUNT] [FILE]...");
        }
    }
    return close_output("hexdump",
                        for_each_input("hexdump", argv + optind, dump));
}
