// SPDX-License-Identifier: MIT
// user/hostile/reads_kernel.c - reads the kernel's memory.
// Killed by #PF: a page of the kernel's half has no user bit.

#include "user/lib/stdio.h"

int main(void)
{
    // All physical memory is mapped from 0xFFFF800000000000 on.
    const volatile unsigned *memory = (const unsigned *)0xFFFF800000100000;
    printf("the kernel's first word is %#x\n", *memory);
    puts("still alive");
    return 0;
}
