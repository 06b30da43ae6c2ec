// SPDX-License-Identifier: MIT
// thread/mutex.c - a lock for threads, who sleep until they get it.

#include "thread/mutex.h"

#include "base/kprintf.h"
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

// Prints the whole ring: from us to whom we wait for, and on, back to us.
static _Noreturn void tell_deadlock(const struct mutex *mutex)
{
    const struct thread *self = this_cpu()->current;
    panic_begin(HERE);
    kprintf(" at " HERE ": deadlock: %s waits for %s", self->name, mutex->name);
    for (; mutex->owner != self; mutex = mutex->owner->wants) {
        kprintf(", which %s has, who waits for %s", mutex->owner->name,
                mutex->owner->wants->name);
    }
    kprintf(", which %s has\ncalled from:\n", self->name);
    print_backtrace(__builtin_frame_address(0));
    panic_end();
}

// From owner to what he waits for, and on: does it lead back to us? It cannot
// go round without us, for whoever closed such a ring was told.
static void check_deadlock(const struct mutex *wanted)
{
    const struct thread *self = this_cpu()->current;
    const struct mutex *mutex = wanted;
    while (mutex != NULL && mutex->owner != NULL) {
        if (mutex->owner == self) {
            tell_deadlock(wanted);
        }
        mutex = mutex->owner->wants;
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
