// SPDX-License-Identifier: MIT
// thread/rwlock.h - a lock that many readers or one writer can hold.
//
// A reader waits while a writer waits: otherwise readers that follow each other
// closely would keep the writer out for ever. When a writer leaves, the readers
// that wait go first: otherwise writers would keep them out.

#pragma once

#include "thread/wait_queue.h"

struct rwlock {
    size_t nreaders;         // [scheduler_lock] how many read now
    size_t nwriters_waiting; // [scheduler_lock]
    struct thread *writer;   // [scheduler_lock] the thread that writes; or NULL
    struct wait_queue readers, writers; // threads that wait
};

void rwlock_init(struct rwlock *lock, const char *name);

// Waits for the right to read, or to write. Returns false if it did not get it
// in so many milliseconds; WAIT_FOREVER is allowed. May not be called in an
// interrupt handler or while a spin lock is held.
MUST_USE bool rwlock_read(struct rwlock *lock, uint64_t timeout_ms);
MUST_USE bool rwlock_write(struct rwlock *lock, uint64_t timeout_ms);

// Gives up the right to read, which the calling thread has. Panics if no thread
// reads.
void rwlock_read_end(struct rwlock *lock);

// Gives up the right to write. Panics if the calling thread does not have it.
void rwlock_write_end(struct rwlock *lock);
