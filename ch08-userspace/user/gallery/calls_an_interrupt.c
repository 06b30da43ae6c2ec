// SPDX-License-Identifier: MIT
// user/gallery/calls_an_interrupt.c - calls the handler of page faults.
// Stopped by: that gate is for ring 0 alone (general protection).

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("int $14");
    puts("still alive");
    return 0;
}
