// SPDX-License-Identifier: MIT
// Breaks: cpu/spinlock.c: if (cpu->innermost != lock) { => if (0) {

#include "cpu/spinlock.h"
#include "test/runner.h"

static struct spinlock lock = {.name = "the door"};

TEST_PANICS(spinlock_unlock_when_free_panics,
            "releases a spin lock that it does not hold: the door")
{
    spin_lock(&lock);
    spin_unlock(&lock);
    spin_unlock(&lock);
}
