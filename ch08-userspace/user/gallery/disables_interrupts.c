// SPDX-License-Identifier: MIT
// user/gallery/disables_interrupts.c - keeps the timer from interrupting.
// Stopped by: IOPL is 0, so cli is for ring 0 (general protection).

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("cli");
    puts("still alive");
    return 0;
}
