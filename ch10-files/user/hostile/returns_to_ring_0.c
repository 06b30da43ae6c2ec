// SPDX-License-Identifier: MIT
// user/hostile/returns_to_ring_0.c - returns to the kernel's segments.
// Killed by #GP: iretq goes to the same ring or outward.

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("mov %%rsp, %%rcx\n"
                     "push $0x10\n" // ss: the kernel's data
                     "push %%rcx\n"
                     "pushfq\n"
                     "push $0x08\n" // cs: the kernel's code
                     "push $1f\n"
                     "iretq\n"
                     "1:"
                     :
                     :
                     : "rcx", "memory");
    puts("still alive");
    return 0;
}
