// SPDX-License-Identifier: MIT
// user/gallery/swaps_gs.c - takes the kernel's base of gs, and gives it back.
// Stopped by: swapgs is for ring 0 (general protection).

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("swapgs; swapgs");
    puts("still alive");
    return 0;
}
