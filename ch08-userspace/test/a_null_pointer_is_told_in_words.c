// SPDX-License-Identifier: MIT
// Red when trap/report.c has
//     #define PF_WRITE        (1 << 2)
// instead of
//     #define PF_WRITE        (1 << 1)

#include "test/runner.h"

static volatile uintptr_t null;

TEST_PANICS(a_null_pointer_is_told_in_words,
            "a write in ring 0, at 0x18: no page is mapped there")
{
    ((volatile int *)null)[6] = 1;
}
