// SPDX-License-Identifier: MIT
// thread/rwlock.c - many may read at a time, or one may write.

#include "thread/rwlock.h"

#include "cpu/this_cpu.h"
#include "lib/panic.h"
#include "thread/scheduler.h"

void rwlock_init(struct rwlock *lock, const char *name)
{
    *lock = (struct rwlock){0};
    wait_queue_init(&lock->waiters, name);
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

bool rwlock_read(struct rwlock *lock, uint64_t timeout_ms)
{
    return wait_until(&lock->waiters, start_to_read, lock, timeout_ms);
}

bool rwlock_write(struct rwlock *lock, uint64_t timeout_ms)
{
    check_may_wait(lock->waiters.name);
    spin_lock(&scheduler_lock);
    lock->nwriters_waiting++;
    bool is_taken =
        wait_until_locked(&lock->waiters, start_to_write, lock, timeout_ms);
    lock->nwriters_waiting--;
    if (!is_taken) {
        wake_all_locked(&lock->waiters); // readers who waited behind us
    }
    spin_unlock(&scheduler_lock);
    return is_taken;
}

void rwlock_read_end(struct rwlock *lock)
{
    spin_lock(&scheduler_lock);
    KASSERT(lock->nreaders > 0);
    if (--lock->nreaders == 0) {
        wake_all_locked(&lock->waiters);
    }
    spin_unlock(&scheduler_lock);
}

void rwlock_write_end(struct rwlock *lock)
{
    spin_lock(&scheduler_lock);
    KASSERT(lock->writer == this_cpu()->current);
    lock->writer = NULL;
    wake_all_locked(&lock->waiters);
    spin_unlock(&scheduler_lock);
}
