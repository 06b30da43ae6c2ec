// SPDX-License-Identifier: MIT
// user/hostile/reloads_tables.c - stores IDTR and loads it again.
// Killed by #GP: lidt is for ring 0, and with UMIP sidt too.

#include "user/lib/stdio.h"

int main(void)
{
    struct {
        char bytes[10];
    } table;
    __asm__ volatile("sidt %0; lidt %0" : "=m"(table));
    puts("still alive");
    return 0;
}
