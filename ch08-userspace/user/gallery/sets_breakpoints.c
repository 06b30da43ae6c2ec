// SPDX-License-Identifier: MIT
// user/gallery/sets_breakpoints.c - wants the kernel to stop at its own code.
// Stopped by: the debug registers are for ring 0 (general protection).

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("mov %0, %%dr0; mov %1, %%dr7"
                     :
                     : "r"(0xFFFFFFFF80118000), "r"(UINT64_C(1)));
    puts("still alive");
    return 0;
}
