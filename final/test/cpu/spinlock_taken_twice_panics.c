// SPDX-License-Identifier: MIT
// Breaks: cpu/spinlock.c: if (lock->holder == cpu) { => if (0) {

#include "cpu/spinlock.h"
#include "test/runner.h"
#include "trap/trap.h"

static struct spinlock lock = {.name = "the door"};

static void want_the_lock(struct trap_frame *frame)
{
    (void)frame;
    spin_lock(&lock);
}

// A handler interrupts the lock's holder, as it could if interrupts stayed on.
TEST_PANICS(spinlock_taken_twice_panics,
            "takes a spin lock that it holds: the door")
{
    trap_set_handler(VECTOR_BREAKPOINT, want_the_lock);
    spin_lock(&lock);
    __asm__ volatile("int3" : : : "memory");
}
