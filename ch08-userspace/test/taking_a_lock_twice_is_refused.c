// SPDX-License-Identifier: MIT
// Red when cpu/spinlock.c has
//     if (0) {
// instead of
//     if (spin_is_mine(lock)) {

#include "cpu/spinlock.h"
#include "test/runner.h"
#include "trap/trap.h"

static struct spinlock lock = {.name = "the door"};

static void want_the_lock(struct trap_frame *frame)
{
    (void)frame;
    spin_lock(&lock);
}

// What a handler does that interrupts the holder, if locks let interrupts in.
TEST_PANICS(taking_a_lock_twice_is_refused,
            "waits for a spin lock that it holds: the door")
{
    trap_set_handler(VECTOR_BREAKPOINT, want_the_lock);
    spin_lock(&lock);
    __asm__ volatile("int3" : : : "memory");
}
