// SPDX-License-Identifier: MIT
// user/hostile/swaps_gs.c - exchanges its GS base with the kernel's.
// Killed by #GP: swapgs is for ring 0.

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("swapgs; swapgs");
    puts("still alive");
    return 0;
}
