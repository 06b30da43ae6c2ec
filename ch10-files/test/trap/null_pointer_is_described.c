// SPDX-License-Identifier: MIT
// Breaks: trap/report.c: PF_WRITE        (1 << 1) => PF_WRITE        (1 << 2)

#include "test/runner.h"

static volatile uintptr_t null;

TEST_PANICS(null_pointer_is_described,
            "a write in ring 0, at 0x18: no page is mapped there")
{
    ((volatile int *)null)[6] = 1;
}
