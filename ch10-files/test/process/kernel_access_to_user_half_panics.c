// SPDX-License-Identifier: MIT
// If any other instruction of the kernel accesses the programs' half where
// nothing is mapped, that is a bug.
//
// Breaks: process/user_copy.c: frame->rip == fault->instruction && read_cr2() <
//     => read_cr2() <

#include "test/runner.h"

TEST_PANICS(kernel_access_to_user_half_panics,
            "a read in ring 0, at 0x10000000")
{
    volatile uint8_t *users = (volatile uint8_t *)0x10000000;
    EXPECT(*users != 0);
}
