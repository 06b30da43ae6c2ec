// SPDX-License-Identifier: MIT
// Breaks: thread/rwlock.c: KASSERT(lock->nreaders > 0); =>

#include "test/runner.h"
#include "thread/rwlock.h"

TEST_PANICS(rwlock_read_end_without_reader_panics, "lock->nreaders > 0")
{
    struct rwlock lock;
    rwlock_init(&lock, "pages");
    EXPECT(rwlock_write(&lock, 0));
    rwlock_read_end(&lock);
}
