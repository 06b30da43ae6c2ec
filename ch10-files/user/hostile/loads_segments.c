// SPDX-License-Identifier: MIT
// user/hostile/loads_segments.c - loads selectors of its own.
// Killed by #GP: the kernel's segments are for ring 0. Null may be loaded.

#include "user/lib/stdio.h"
#include "user/lib/system.h"

int main(void)
{
    // The kernel must work with any selectors in these registers.
    __asm__ volatile("mov %0, %%ds; mov %0, %%es; mov %0, %%fs; mov %0, %%gs"
                     :
                     : "r"(0));
    if (getpid() <= 0) {
        puts("loads_segments: the kernel has lost itself");
        return 1;
    }
    __asm__ volatile("mov %0, %%ds" : : "r"(0x10));
    puts("still alive");
    return 0;
}
