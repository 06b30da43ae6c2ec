// SPDX-License-Identifier: MIT
// thread/mutex.h - a lock for threads, which sleep until they get it.

#pragma once

#include "thread/wait_queue.h"

struct mutex {
    struct thread *owner;      // [scheduler_lock] NULL: the mutex is free
    struct wait_queue waiters; // has the mutex's name
};

// The initial value of a mutex: free.
#define MUTEX_INIT(mutex, name)                                 \
    {                                                           \
        .waiters = { name, LIST_INIT((mutex).waiters.waiters) } \
    }

// The same for a mutex that is made at run time.
void mutex_init(struct mutex *mutex, const char *name);

// Waits until the mutex is free and takes it. Panics if the wait would be a
// deadlock: the owner is the calling thread, or waits, directly or through
// other threads, for a mutex that the calling thread holds. May not be called
// in an interrupt handler or while a spin lock is held.
void mutex_lock(struct mutex *mutex);

// Like mutex_lock(), but waits at most timeout_ms milliseconds. Returns whether
// it got the mutex.
MUST_USE bool mutex_lock_for(struct mutex *mutex, uint64_t timeout_ms);

// Releases the mutex; the first waiter gets it. Panics if the calling thread
// does not hold it.
void mutex_unlock(struct mutex *mutex);

// The same for a caller that holds scheduler_lock.
void mutex_unlock_locked(struct mutex *mutex);
