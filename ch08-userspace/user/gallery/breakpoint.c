// SPDX-License-Identifier: MIT
// user/gallery/breakpoint.c - asks for a debugger that is not there.
// Stopped by: int3 has a gate that programs may use, and vector 3 ends them.

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("int3");
    puts("still alive");
    return 0;
}
