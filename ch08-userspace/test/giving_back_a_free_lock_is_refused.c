// SPDX-License-Identifier: MIT
// Red when cpu/spinlock.c has
//     if (0) {
// instead of
//     if (!spin_is_mine(lock)) {

#include "cpu/spinlock.h"
#include "test/runner.h"

static struct spinlock lock = {.name = "the door"};

TEST_PANICS(giving_back_a_free_lock_is_refused,
            "given back by who does not hold it: the door")
{
    spin_lock(&lock);
    spin_unlock(&lock);
    spin_unlock(&lock);
}
