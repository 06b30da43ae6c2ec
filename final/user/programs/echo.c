// SPDX-License-Identifier: MIT
// user/programs/echo.c - prints its arguments.
//
//     echo [-n] [WORD]...
//
// -n: without a newline.

#include <stdio.h>
#include <string.h>

#include "user/lib/utility.h"

int main(int argc, char *argv[])
{
    bool has_newline = argc < 2 || strcmp(argv[1], "-n") != 0;
    int first = has_newline ? 1 : 2;
    for (int i = first; i < argc; i++) {
        printf(i > first ? " %s" : "%s", argv[i]);
    }
    if (has_newline) {
        putchar('\n');
    }
    return close_output("echo", 0);
}
