// SPDX-License-Identifier: MIT
// thread/semaphore.c - so many of something; who finds none waits.

#include "thread/semaphore.h"

#include "lib/panic.h"
#include "thread/scheduler.h"

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
    // Handed over, or whoever came just now could take it from those who wait.
    if (serve_first_locked(&semaphore->waiters) == NULL) {
        semaphore->count++;
    }
    spin_unlock(&scheduler_lock);
}
