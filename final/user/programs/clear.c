// SPDX-License-Identifier: MIT
// user/programs/clear.c - empties the screen.

#include "user/lib/stdio.h"

// ESC [ H moves the cursor to the first cell, and ESC [ J erases what is behind
// it, on all terminals since the VT100. The '\r' sets the column that the
// kernel's terminal counts back to 0: it has counted the six bytes.
int main(void)
{
    return printf("\033[H\033[J\r") < 0;
}
