// SPDX-License-Identifier: MIT
// user/hostile/far_jumps.c - jumps into the kernel's code segment.
// Killed by #GP: the kernel's code segment is for ring 0 alone.

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("push $0x08\n" // the selector, above the offset
                     "pushq $1f\n"
                     "lretq\n"
                     "1:"
                     :
                     :
                     : "memory");
    puts("still alive");
    return 0;
}
