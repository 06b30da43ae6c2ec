// SPDX-License-Identifier: MIT
// Breaks: cpu/spinlock.c: if (cpu->innermost != lock) { => if (0) {

#include "cpu/spinlock.h"
#include "test/runner.h"

static struct spinlock first = {.name = "first"};
static struct spinlock second = {.name = "second"};

TEST_PANICS(spinlock_unlock_out_of_order_panics,
            "releases a spin lock that it did not take last: first")
{
    spin_lock(&first);
    spin_lock(&second);
    spin_unlock(&first);
}
