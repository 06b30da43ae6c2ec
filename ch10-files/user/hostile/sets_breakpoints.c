// SPDX-License-Identifier: MIT
// user/hostile/sets_breakpoints.c - sets a hardware breakpoint on kernel code.
// Killed by #GP: the debug registers are for ring 0.

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("mov %0, %%dr0; mov %1, %%dr7"
                     :
                     : "r"(0xFFFFFFFF80118000), "r"(UINT64_C(1)));
    puts("still alive");
    return 0;
}
