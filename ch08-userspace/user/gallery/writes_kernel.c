// SPDX-License-Identifier: MIT
// user/gallery/writes_kernel.c - writes to the screen past the kernel.
// Stopped by: a page of the kernel's half has no user bit (page fault).

#include "user/lib/stdio.h"

int main(void)
{
    // All physical memory is mapped from 0xFFFF800000000000 on.
    *(volatile unsigned short *)0xFFFF8000000B8000 = 0x4F21;
    puts("still alive");
    return 0;
}
