// SPDX-License-Identifier: MIT
// thread/rwlock.c - a lock that many readers or one writer can hold.

#include "thread/rwlock.h"

#include "lib/panic.h"

void rwlock_init(struct rwlock *lock, const char *name)
{
    *lock = (struct rwlock){0};
    wait_queue_init(&lock->readers, name);
    wait_queue_init(&lock->writers, name);
}

static bool start_to_read(void *argument)
{
    struct rwlock *lock = argument;
    if (lock->writer != NULL || lock->nwriters_waiting > 0) {
        return false;
    }
    lock->nreaders++;
    return true;
}

static bool start_to_write(void *argument)
{
    struct rwlock *lock = argument;
    if (lock->writer != NULL || lock->nreaders > 0) {
        return false;
    }
    lock->writer = this_cpu()->current;
    return true;
}

// Lets in the readers that wait now, and none that comes later.
static void let_readers_in(struct rwlock *lock)
{
    while (wake_first_with_handoff_locked(&lock->readers) != NULL) {
        lock->nreaders++;
    }
}

bool rwlock_read(struct rwlock *lock, uint64_t timeout_ms)
{
    return wait_until(&lock->readers, start_to_read, lock, timeout_ms);
}

bool rwlock_write(struct rwlock *lock, uint64_t timeout_ms)
{
    assert_may_sleep(lock->writers.name);
    spin_lock(&scheduler_lock);
    lock->nwriters_waiting++;
    bool is_taken =
        wait_until_locked(&lock->writers, start_to_write, lock, timeout_ms);
    lock->nwriters_waiting--;
    if (lock->writer == NULL && lock->nwriters_waiting == 0) {
        let_readers_in(lock); // this thread gave up, and they waited for it
    }
    spin_unlock(&scheduler_lock);
    return is_taken;
}

void rwlock_read_end(struct rwlock *lock)
{
    spin_lock(&scheduler_lock);
    KASSERT(lock->nreaders > 0);
    if (--lock->nreaders == 0) {
        lock->writer = wake_first_with_handoff_locked(&lock->writers);
    }
    spin_unlock(&scheduler_lock);
}

void rwlock_write_end(struct rwlock *lock)
{
    spin_lock(&scheduler_lock);
    KASSERT(lock->writer == this_cpu()->current);
    lock->writer = NULL;
    let_readers_in(lock);
    if (lock->nreaders == 0) {
        lock->writer = wake_first_with_handoff_locked(&lock->writers);
    }
    spin_unlock(&scheduler_lock);
}
