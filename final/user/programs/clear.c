// SPDX-License-Identifier: MIT
// user/programs/clear.c - empties the screen.

#include "user/lib/stdio.h"

// The cursor goes to the first cell, and what is behind it is erased: escape
// sequences of all terminals since the VT100. '\r', since to the line that is
// typed next they were six characters.
int main(void)
{
    return printf("\033[H\033[J\r") < 0;
}
