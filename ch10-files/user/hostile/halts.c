// SPDX-License-Identifier: MIT
// user/hostile/halts.c - stops the CPU.
// Killed by #GP: hlt is for ring 0.

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("hlt");
    puts("still alive");
    return 0;
}
