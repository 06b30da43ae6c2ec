// SPDX-License-Identifier: MIT
// Breaks: trap/idt.c: return IST_DOUBLE_FAULT; => return IST_NONE;

#include "test/runner.h"

static volatile int zero;

// The array keeps the compiler from turning the calls into a loop.
static __attribute__((noinline)) int recurse(int depth)
{
    volatile char room[64] = {0};
    return zero ? 0 : recurse(depth + 1) + room[depth % 64];
}

TEST_PANICS(stack_overflow_names_stack,
            "the boot stack has overflowed into its guard page")
{
    recurse(0);
}
