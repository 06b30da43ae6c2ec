// SPDX-License-Identifier: MIT
// user/hostile/loads_page_tables.c - reads CR3 and loads it again.
// Killed by #GP: CR3 is for ring 0, to read it and to load it.

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("mov %%cr3, %%rax; mov %%rax, %%cr3" : : : "rax");
    puts("still alive");
    return 0;
}
