// SPDX-License-Identifier: MIT
// Red when thread/rwlock.c lacks
//     let_readers_in(lock); // we gave up, and they waited for us alone

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

// Behind the writer, who waits for another reader: until he gives up.
TEST(a_writer_who_gives_up_lets_readers_in)
{
    rwlock_init(&lock, "pages");
    EXPECT(rwlock_read(&lock, 0));
    struct thread *writer =
        thread_create("writer", write_soon_or_not_at_all, NULL);
    thread_sleep(10);
    EXPECT(!rwlock_read(&lock, 0));
    uint64_t before = pit_ticks();
    EXPECT(rwlock_read(&lock, 3000));
    EXPECT(pit_ticks() - before < 150); // not only when our time is up
    rwlock_read_end(&lock);
    rwlock_read_end(&lock);
    thread_join(writer);
}
