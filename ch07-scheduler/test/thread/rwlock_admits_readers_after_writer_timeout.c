// SPDX-License-Identifier: MIT
// Breaks: thread/rwlock.c: let_readers_in(lock); // this => // this

#include "device/pit.h"
#include "test/runner.h"
#include "thread/rwlock.h"
#include "thread/thread.h"

static struct rwlock lock;

static void *write_soon_or_not_at_all(void *unused)
{
    EXPECT(!rwlock_write(&lock, 50));
    return unused;
}

// A second reader waits behind a writer, until the writer's wait times out.
TEST(rwlock_admits_readers_after_writer_timeout)
{
    rwlock_init(&lock, "pages");
    EXPECT(rwlock_read(&lock, 0));
    struct thread *writer =
        thread_create("writer", write_soon_or_not_at_all, NULL);
    thread_sleep(10);
    EXPECT(!rwlock_read(&lock, 0));
    uint64_t before = pit_ticks();
    EXPECT(rwlock_read(&lock, 3000));
    EXPECT(pit_ticks() - before < 150); // long before this read would time out
    rwlock_read_end(&lock);
    rwlock_read_end(&lock);
    thread_join(writer);
}
