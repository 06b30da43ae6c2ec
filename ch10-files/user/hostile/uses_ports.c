// SPDX-License-Identifier: MIT
// user/hostile/uses_ports.c - resets the machine by the keyboard's ports.
// Killed by #GP: IOPL is 0, and the TSS has no I/O map.

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("outb %b0, $0x64" : : "a"(0xFE));
    puts("still alive");
    return 0;
}
