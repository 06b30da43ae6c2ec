// SPDX-License-Identifier: MIT
// test/count_threads.h - how many threads there are.

#pragma once

#include "boot/layout.h"
#include "cpu/stack.h"
#include "thread/thread_stack.h"

#define COUNT_THREADS_SLOTS 32768 // as in thread/thread_stack.c

// Counts the threads that have a stack, zombies included, without main, which
// has the boot stack, and idle.
static inline size_t count_threads(void)
{
    size_t count = 0;
    for (size_t slot = 0; slot < COUNT_THREADS_SLOTS; slot++) {
        count += thread_stack_owner(STACKS_BASE + 2 * STACK_SIZE * slot) != 0;
    }
    return count - 1;
}
