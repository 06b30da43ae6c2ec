// SPDX-License-Identifier: MIT
// user/hostile/calls_an_interrupt.c - calls the handler of page faults.
// Killed by #GP: that gate is for ring 0 alone.

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("int $14");
    puts("still alive");
    return 0;
}
