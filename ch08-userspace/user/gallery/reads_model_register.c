// SPDX-License-Identifier: MIT
// user/gallery/reads_model_register.c - reads EFER, a model-specific register.
// Stopped by: rdmsr is for ring 0 (general protection).

#include "user/lib/stdio.h"

int main(void)
{
    __asm__ volatile("rdmsr" : : "c"(0xC0000080) : "rax", "rdx");
    puts("still alive");
    return 0;
}
