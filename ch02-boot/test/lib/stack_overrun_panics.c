// SPDX-License-Identifier: MIT
// Breaks: common/kernel.mk: -fstack-protector-strong => -fno-stack-protector

#include "base/string.h"
#include "test/runner.h"

// Not inlined, and the length comes from a variable: otherwise the compiler
// sees the overrun and reports an error.
static volatile size_t too_many = 24;

static __attribute__((noinline)) void overrun(void)
{
    char small[8];
    memset(small, 'x', too_many);
    __asm__ volatile("" : : "r"(small) : "memory"); // the array is needed
}

TEST_PANICS(stack_overrun_panics, "has damaged the stack of")
{
    overrun();
}
