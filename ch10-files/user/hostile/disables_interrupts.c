// SPDX-License-Identifier: MIT
// user/hostile/disables_interrupts.c - keeps the timer from interrupting.
// Killed by #GP: IOPL is 0, so cli is for ring 0.

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("cli");
    puts("still alive");
    return 0;
}
