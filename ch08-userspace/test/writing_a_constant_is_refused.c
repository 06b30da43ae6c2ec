// SPDX-License-Identifier: MIT
// Red when cpu/protection.c lacks
//     write_cr0(read_cr0() | CR0_WP);

#include "test/runner.h"

static const int constant = 1;

TEST_PANICS(writing_a_constant_is_refused, "that is in the kernel's constants")
{
    __asm__ volatile("movl $2, (%0)" : : "r"(&constant) : "memory");
}
