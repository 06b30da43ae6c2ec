// SPDX-License-Identifier: MIT
// user/gallery/uses_ports.c - resets the machine by the keyboard's ports.
// Stopped by: IOPL is 0, and the TSS has no I/O map (general protection).

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("outb %b0, $0x64" : : "a"(0xFE));
    puts("still alive");
    return 0;
}
