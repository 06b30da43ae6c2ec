// SPDX-License-Identifier: MIT
// Breaks: trap/report.c: print_caller(return_address); =>

#include "test/runner.h"

// GCC gives it no frame: it keeps nothing on the stack and calls no other.
static __attribute__((noinline)) int read(const volatile int *place)
{
    return *place;
}

static __attribute__((noinline)) int caller_of_read(void)
{
    return read(NULL) + 1;
}

TEST_PANICS(backtrace_names_caller_without_frame, " caller_of_read+0x")
{
    EXPECT_EQUAL((unsigned)caller_of_read(), 1);
}
