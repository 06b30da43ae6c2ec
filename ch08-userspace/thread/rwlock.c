// SPDX-License-Identifier: MIT
// thread/rwlock.c - many may read at a time, or one may write.

#include "thread/rwlock.h"

#include "cpu/this_cpu.h"
#include "lib/panic.h"
#include "thread/scheduler.h"

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

// All who wait at this moment, and none who comes later.
static void let_readers_in(struct rwlock *lock)
{
    while (serve_first_locked(&lock->readers) != NULL) {
        lock->nreaders++;
    }
}

bool rwlock_read(struct rwlock *lock, uint64_t timeout_ms)
{
    return wait_until(&lock->readers, start_to_read, lock, timeout_ms);
}

bool rwlock_write(struct rwlock *lock, uint64_t timeout_ms)
{
    check_may_wait(lock->writers.name);
    spin_lock(&scheduler_lock);
    lock->nwriters_waiting++;
    bool is_taken =
        wait_until_locked(&lock->writers, start_to_write, lock, timeout_ms);
    lock->nwriters_waiting--;
    if (lock->writer == NULL && lock->nwriters_waiting == 0) {
        let_readers_in(lock); // we gave up, and they waited for us alone
    }
    spin_unlock(&scheduler_lock);
    return is_taken;
}

void rwlock_read_end(struct rwlock *lock)
{
    spin_lock(&scheduler_lock);
    KASSERT(lock->nreaders > 0);
    if (--lock->nreaders == 0) {
        lock->writer = serve_first_locked(&lock->writers);
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
        lock->writer = serve_first_locked(&lock->writers);
    }
    spin_unlock(&scheduler_lock);
}
