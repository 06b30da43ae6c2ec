// SPDX-License-Identifier: MIT
// Breaks: thread/rwlock.c: KASSERT(lock->writer == this_cpu()->current); =>

#include "test/runner.h"
#include "thread/rwlock.h"
#include "thread/thread.h"

static struct rwlock lock;

static void *write(void *unused)
{
    EXPECT(rwlock_write(&lock, WAIT_FOREVER));
    thread_sleep(200);
    return unused;
}

TEST_PANICS(rwlock_write_end_by_other_thread_panics,
            "lock->writer == this_cpu()->current")
{
    rwlock_init(&lock, "pages");
    struct thread *writer = thread_create("writer", write, NULL);
    thread_sleep(50);
    rwlock_write_end(&lock);
    thread_join(writer);
}
