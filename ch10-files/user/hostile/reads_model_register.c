// SPDX-License-Identifier: MIT
// user/hostile/reads_model_register.c - reads EFER, a model-specific register.
// Killed by #GP: rdmsr is for ring 0.

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("rdmsr" : : "c"(0xC0000080) : "rax", "rdx");
    puts("still alive");
    return 0;
}
