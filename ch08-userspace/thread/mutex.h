// SPDX-License-Identifier: MIT
// thread/mutex.h - a lock for threads, who sleep until they get it.

#pragma once

#include "thread/wait_queue.h"

struct mutex {
    const char *name;     // [i]
    struct thread *owner; // [scheduler_lock] NULL: it is free
    struct wait_queue waiters;
};

void mutex_init(struct mutex *mutex, const char *name);

// Waits until the mutex is free and takes it. Panics if the thread has it
// already, or if it would wait for ever: for somebody who waits, over any
// number of others, for a mutex that the caller has. May not be called in an
// interrupt handler or with a spin lock held.
void mutex_lock(struct mutex *mutex);

// The same, but for at most so long; returns false if the time was up.
MUST_USE bool mutex_lock_for(struct mutex *mutex, uint64_t timeout_ms);

// Gives it back. Panics if the thread does not have it.
void mutex_unlock(struct mutex *mutex);
