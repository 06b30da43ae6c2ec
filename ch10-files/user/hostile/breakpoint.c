// SPDX-License-Identifier: MIT
// user/hostile/breakpoint.c - executes a breakpoint without a debugger.
// Killed by #BP: programs may use int3, and vector 3 ends the program.

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("int3");
    puts("still alive");
    return 0;
}
