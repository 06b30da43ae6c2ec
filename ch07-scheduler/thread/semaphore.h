// SPDX-License-Identifier: MIT
// thread/semaphore.h - a count of free units; a thread that finds none waits.

#pragma once

#include "thread/wait_queue.h"

struct semaphore {
    size_t count; // [scheduler_lock] free units
    struct wait_queue waiters;
};

void semaphore_init(struct semaphore *semaphore, const char *name,
                    size_t count);

// Takes a unit, as soon as there is one. The second function returns false if
// there was none in so many milliseconds. May not be called in an interrupt
// handler or while a spin lock is held.
void semaphore_down(struct semaphore *semaphore);
MUST_USE bool semaphore_down_for(struct semaphore *semaphore,
                                 uint64_t timeout_ms);

// Adds a unit; the first waiter gets it. May be called anywhere, in interrupt
// handlers too.
void semaphore_up(struct semaphore *semaphore);
