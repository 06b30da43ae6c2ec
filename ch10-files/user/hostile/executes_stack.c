// SPDX-License-Identifier: MIT
// user/hostile/executes_stack.c - jumps into a variable on the stack.
// Killed by #PF: no page of a program is both writable and executable.

#include "user/lib/stdio.h"

int main(void)
{
    volatile unsigned char code[] = {0xC3}; // ret
    ((void (*)(void))code)();
    puts("still alive");
    return 0;
}
