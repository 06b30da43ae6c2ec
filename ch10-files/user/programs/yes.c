// SPDX-License-Identifier: MIT
// user/programs/yes.c - prints a line for ever.

#include <stdio.h>

int main(int argc, char *argv[])
{
    while (puts(argc > 1 ? argv[1] : "y") != EOF) {
    }
    return 1;
}
