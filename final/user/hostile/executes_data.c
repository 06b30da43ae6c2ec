// SPDX-License-Identifier: MIT
// user/hostile/executes_data.c - jumps into a variable.
// Killed by #PF: no page of a program is both writable and executable.

#include "user/lib/stdio.h"

// ret. volatile, or the compiler would put it among the constants.
static volatile unsigned char code[] = {0xC3};

int main(void)
{
    ((void (*)(void))code)();
    puts("still alive");
    return 0;
}
