// SPDX-License-Identifier: MIT
// thread/semaphore.h - so many of something; who finds none waits.

#pragma once

#include "thread/wait_queue.h"

struct semaphore {
    size_t count; // [scheduler_lock]
    struct wait_queue waiters;
};

void semaphore_init(struct semaphore *semaphore, const char *name,
                    size_t count);

// Takes one, as soon as there is one. The second returns false if the time was
// up. Threads alone, as in mutex_lock().
void semaphore_down(struct semaphore *semaphore);
MUST_USE bool semaphore_down_for(struct semaphore *semaphore,
                                 uint64_t timeout_ms);

// Adds one. May be called anywhere, in interrupt handlers too.
void semaphore_up(struct semaphore *semaphore);
