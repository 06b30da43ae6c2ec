// SPDX-License-Identifier: MIT
// thread/mutex.c - a lock for threads, who sleep until they get it.

#include "thread/mutex.h"

#include "cpu/this_cpu.h"
#include "lib/panic.h"
#include "thread/scheduler.h"

void mutex_init(struct mutex *mutex, const char *name)
{
    mutex->name = name;
    mutex->owner = NULL;
    wait_queue_init(&mutex->waiters, name);
}

static void give(struct mutex *mutex, struct thread *thread)
{
    mutex->owner = thread;
    thread->nmutexes++;
    thread->wants = NULL;
}

// True as well if it was handed to us while we waited.
static bool take_if_free(void *argument)
{
    struct mutex *mutex = argument;
    struct thread *self = this_cpu()->current;
    if (mutex->owner == NULL) {
        give(mutex, self);
    }
    return mutex->owner == self;
}

// From owner to what he waits for, and on: does it lead back to us?
static void check_deadlock(const struct mutex *mutex)
{
    const struct thread *self = this_cpu()->current;
    const struct mutex *wanted = mutex;
    while (wanted != NULL && wanted->owner != NULL) {
        const struct thread *owner = wanted->owner;
        wanted = owner->wants;
        if (wanted != NULL && wanted->owner == self) {
            panic("deadlock: %s waits for %s, which %s has, who waits for %s, "
                  "which %s has",
                  self->name, mutex->name, mutex->owner->name, wanted->name,
                  self->name);
        }
    }
}

bool mutex_lock_for(struct mutex *mutex, uint64_t timeout_ms)
{
    check_may_wait(mutex->name);
    spin_lock(&scheduler_lock);
    struct thread *self = this_cpu()->current;
    if (mutex->owner == self) {
        panic("the thread %s takes the mutex %s, which it has", self->name,
              mutex->name);
    }
    if (timeout_ms == WAIT_FOREVER) {
        check_deadlock(mutex);
        self->wants = mutex; // with a timeout it is not for ever
    }
    bool is_taken =
        wait_until_locked(&mutex->waiters, take_if_free, mutex, timeout_ms);
    self->wants = NULL;
    spin_unlock(&scheduler_lock);
    return is_taken;
}

void mutex_lock(struct mutex *mutex)
{
    bool is_taken = mutex_lock_for(mutex, WAIT_FOREVER);
    KASSERT(is_taken);
}

void mutex_unlock(struct mutex *mutex)
{
    spin_lock(&scheduler_lock);
    struct thread *self = this_cpu()->current;
    if (mutex->owner != self) {
        panic("the thread %s gives back the mutex %s, which it does not have",
              self->name, mutex->name);
    }
    mutex->owner = NULL;
    self->nmutexes--;
    // Handed over, not just set free: or we could take it again at once, each
    // time, before the other has had a turn.
    struct list *waiters = &mutex->waiters.waiters;
    if (!list_is_empty(waiters)) {
        give(mutex, LIST_ENTRY(waiters->head.next, struct thread, queue));
        wake_one_locked(&mutex->waiters);
    }
    spin_unlock(&scheduler_lock);
}
