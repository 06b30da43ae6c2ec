// SPDX-License-Identifier: MIT
// Breaks: thread/wait_queue.c: (pit_ticks() < due); => (true);

#include "device/pit.h"
#include "test/runner.h"
#include "thread/condition.h"
#include "thread/rwlock.h"
#include "thread/semaphore.h"
#include "thread/thread.h"

static struct mutex mutex = MUTEX_INIT(mutex, "held");
static struct rwlock rwlock;

static void *hold_both(void *unused)
{
    mutex_lock(&mutex);
    EXPECT(rwlock_write(&rwlock, WAIT_FOREVER));
    thread_sleep(300);
    rwlock_write_end(&rwlock);
    mutex_unlock(&mutex);
    return unused;
}

TEST(wait_times_out)
{
    struct semaphore semaphore;
    struct condition condition;
    rwlock_init(&rwlock, "held");
    semaphore_init(&semaphore, "empty", 0);
    condition_init(&condition, "never signalled");
    struct thread *holder = thread_create("holder", hold_both, NULL);
    thread_sleep(20);

    uint64_t before = pit_ticks();
    EXPECT(!mutex_lock_for(&mutex, 30));
    EXPECT(!rwlock_read(&rwlock, 30));
    EXPECT(!rwlock_write(&rwlock, 30));
    EXPECT(!semaphore_down_for(&semaphore, 30));
    EXPECT(pit_ticks() - before >= 4 * 3);
    EXPECT(pit_ticks() - before < 25);
    EXPECT(!semaphore_down_for(&semaphore, 0)); // tests, and does not wait

    thread_join(holder);
    EXPECT(mutex_lock_for(&mutex, 30));
    EXPECT(!condition_wait_for(&condition, &mutex, 30));
    mutex_unlock(&mutex); // the wait took the mutex again
    EXPECT(rwlock_read(&rwlock, 30));
    rwlock_read_end(&rwlock);
    semaphore_up(&semaphore);
    EXPECT(semaphore_down_for(&semaphore, 0));
}
