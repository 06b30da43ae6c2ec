// SPDX-License-Identifier: MIT
// user/gallery/halts.c - stops the CPU.
// Stopped by: hlt is for ring 0 (general protection).

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("hlt");
    puts("still alive");
    return 0;
}
