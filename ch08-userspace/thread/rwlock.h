// SPDX-License-Identifier: MIT
// thread/rwlock.h - many may read at a time, or one may write.

#pragma once

#include "thread/wait_queue.h"

// A reader who comes while a writer waits has to wait, too: or readers who
// follow each other closely would keep the writer out for ever. And when a
// writer leaves, the readers who wait go first: or writers would keep them out.
struct rwlock {
    size_t nreaders;                    // [scheduler_lock] who read now
    size_t nwriters_waiting;            // [scheduler_lock]
    struct thread *writer;              // [scheduler_lock] NULL: nobody writes
    struct wait_queue readers, writers; // who wait
};

void rwlock_init(struct rwlock *lock, const char *name);

// Each returns false if the time was up; WAIT_FOREVER is allowed. Threads
// alone.
MUST_USE bool rwlock_read(struct rwlock *lock, uint64_t timeout_ms);
MUST_USE bool rwlock_write(struct rwlock *lock, uint64_t timeout_ms);

void rwlock_read_end(struct rwlock *lock);
void rwlock_write_end(struct rwlock *lock);
