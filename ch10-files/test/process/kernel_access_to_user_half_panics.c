// SPDX-License-Identifier: MIT
// Any other instruction of the kernel's that touches a program's half where
// nothing is mapped is a bug.
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
