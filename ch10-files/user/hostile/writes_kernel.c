// SPDX-License-Identifier: MIT
// user/hostile/writes_kernel.c - writes to the screen's memory.
// Killed by #PF: a page of the kernel's half has no user bit.

#include "user/lib/stdio.h"

int main(void)
{
    // All physical memory is mapped from 0xFFFF800000000000 on.
    *(volatile unsigned short *)0xFFFF8000000B8000 = 0x4F21;
    puts("still alive");
    return 0;
}
