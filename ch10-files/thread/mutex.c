// SPDX-License-Identifier: MIT
// thread/mutex.c - a lock for threads, which sleep until they get it.

#include "thread/mutex.h"

#include "base/kprintf.h"
#include "lib/panic.h"

void mutex_init(struct mutex *mutex, const char *name)
{
    *mutex = (struct mutex)MUTEX_INIT(*mutex, name);
}

static void give(struct mutex *mutex, struct thread *thread)
{
    mutex->owner = thread;
    thread->nmutexes++;
    thread->blocked_on_mutex = NULL;
}

static bool take_if_free(void *argument)
{
    struct mutex *mutex = argument;
    if (mutex->owner != NULL) {
        return false;
    }
    give(mutex, this_cpu()->current);
    return true;
}

// Prints the whole ring: from this thread to the owner that it waits for, and
// on, back to this thread.
static _Noreturn void panic_deadlock(const struct mutex *mutex)
{
    const struct thread *self = this_cpu()->current;
    panic_begin(HERE);
    kprintf(" at " HERE ": deadlock: %s waits for %s, held by %s", self->name,
            mutex->waiters.name, mutex->owner->name);
    while (mutex->owner != self) {
        const struct thread *waiter = mutex->owner;
        mutex = waiter->blocked_on_mutex;
        kprintf("; %s waits for %s, held by %s", waiter->name,
                mutex->waiters.name, mutex->owner->name);
    }
    kprintf("\ncalled from:\n");
    print_backtrace(__builtin_frame_address(0));
    panic_end();
}

// Panics if the chain, from each owner to the mutex that the owner waits for,
// leads back to this thread. The loop cannot be endless: the thread that closed
// any other ring has panicked.
static void check_deadlock(const struct mutex *wanted)
{
    const struct thread *self = this_cpu()->current;
    const struct mutex *mutex = wanted;
    while (mutex != NULL && mutex->owner != NULL) {
        if (mutex->owner == self) {
            panic_deadlock(wanted);
        }
        mutex = mutex->owner->blocked_on_mutex;
    }
}

// Waits for a mutex that is not free.
static bool wait_for(struct mutex *mutex, uint64_t timeout_ms)
{
    struct thread *self = this_cpu()->current;
    if (timeout_ms == WAIT_FOREVER || mutex->owner == self) {
        check_deadlock(mutex);
        self->blocked_on_mutex = mutex; // a wait with a timeout ends anyway
    }
    return wait_until_locked(&mutex->waiters, take_if_free, mutex, timeout_ms);
}

bool mutex_lock_for(struct mutex *mutex, uint64_t timeout_ms)
{
    assert_may_sleep(mutex->waiters.name);
    spin_lock(&scheduler_lock);
    bool is_taken = take_if_free(mutex) || wait_for(mutex, timeout_ms);
    spin_unlock(&scheduler_lock);
    return is_taken;
}

void mutex_lock(struct mutex *mutex)
{
    bool is_taken = mutex_lock_for(mutex, WAIT_FOREVER);
    KASSERT(is_taken);
}

void mutex_unlock_locked(struct mutex *mutex)
{
    struct thread *self = this_cpu()->current;
    if (mutex->owner != self) {
        panic("the thread %s unlocks the mutex %s, which it does not hold",
              self->name, mutex->waiters.name);
    }
    self->nmutexes--;
    mutex->owner = NULL;
    // A hand-off: if the mutex were only set free, this thread could take it
    // again at once, each time, before the waiter has had a turn.
    if (!list_is_empty(&mutex->waiters.waiters)) {
        give(mutex, wake_first_with_handoff_locked(&mutex->waiters));
    }
}

void mutex_unlock(struct mutex *mutex)
{
    spin_lock(&scheduler_lock);
    mutex_unlock_locked(mutex);
    spin_unlock(&scheduler_lock);
}
