// SPDX-License-Identifier: MIT
// Any other instruction of the kernel's that touches a program's half where
// nothing is mapped is a bug.
//
// Red when process/user_copy.c has
//     if (read_cr2() < USER_TOP) {
// instead of
//     if (frame->rip == fault->instruction && read_cr2() < USER_TOP) {

#include "test/runner.h"

TEST_PANICS(only_the_user_copies_may_fault, "a read in ring 0, at 0x10000000")
{
    volatile uint8_t *users = (volatile uint8_t *)0x10000000;
    EXPECT(*users != 0);
}
