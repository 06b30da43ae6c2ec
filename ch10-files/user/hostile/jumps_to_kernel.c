// SPDX-License-Identifier: MIT
// user/hostile/jumps_to_kernel.c - calls a place in the kernel's code.
// Killed by #PF: a page of the kernel's half has no user bit.

#include "user/lib/stdio.h"

int main(void)
{
    void (*kernel)(void) = (void (*)(void))0xFFFFFFFF80118000;
    kernel();
    puts("still alive");
    return 0;
}
