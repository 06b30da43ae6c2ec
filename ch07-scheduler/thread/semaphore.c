// SPDX-License-Identifier: MIT
// thread/semaphore.c - a count of free units; a thread that finds none waits.

#include "thread/semaphore.h"

#include "lib/panic.h"

void semaphore_init(struct semaphore *semaphore, const char *name, size_t count)
{
    semaphore->count = count;
    wait_queue_init(&semaphore->waiters, name);
}

static bool take_one(void *argument)
{
    struct semaphore *semaphore = argument;
    if (semaphore->count == 0) {
        return false;
    }
    semaphore->count--;
    return true;
}

bool semaphore_down_for(struct semaphore *semaphore, uint64_t timeout_ms)
{
    return wait_until(&semaphore->waiters, take_one, semaphore, timeout_ms);
}

void semaphore_down(struct semaphore *semaphore)
{
    bool is_taken = semaphore_down_for(semaphore, WAIT_FOREVER);
    KASSERT(is_taken);
}

void semaphore_up(struct semaphore *semaphore)
{
    spin_lock(&scheduler_lock);
    // A hand-off: otherwise a thread that comes just now could take the unit
    // before the waiter runs.
    if (wake_first_with_handoff_locked(&semaphore->waiters) == NULL) {
        semaphore->count++;
    }
    spin_unlock(&scheduler_lock);
}
