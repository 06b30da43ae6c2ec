// SPDX-License-Identifier: MIT
// Breaks: cpu/protection.c: write_cr0(read_cr0() | CR0_WP); =>

#include "cpu/protection.h"
#include "test/runner.h"

static const int constant = 1;

TEST_PANICS(writing_rodata_panics, "the page does not allow it")
{
    __asm__ volatile("movl $2, (%0)" : : "r"(&constant) : "memory");
}
