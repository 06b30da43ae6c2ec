// SPDX-License-Identifier: MIT
// thread/wait_queue.h - threads that wait for a condition.
//
// The condition is passed in. The waiter tests it, before it sleeps and each
// time it is woken, with scheduler_lock held. The waker changes the data first,
// then wakes, and waking takes scheduler_lock. So the change is seen either by
// the test or by the wake-up: no wake-up is lost.

#pragma once

#include "base/list.h"
#include "thread/scheduler.h"
#include "x86/cpu.h"
#include "x86/registers.h"

struct wait_queue {
    const char *name;    // [i] for reports
    struct list waiters; // [scheduler_lock] threads; first in, first out
};

void wait_queue_init(struct wait_queue *queue, const char *name);

// Does the condition hold? The function may also change the data: take what has
// become free, for example. It runs under scheduler_lock, so it is short, and
// takes only locks that come later in the order.
typedef bool wait_condition(void *argument);

// Waits until the condition holds, and returns true; or until so many
// milliseconds have passed, and returns false. A timeout of 0 only tests.
// Panics in an interrupt handler, with interrupts off, or while a spin lock is
// held.
bool wait_until(struct wait_queue *queue, wait_condition *condition,
                void *argument, uint64_t timeout_ms);

// Wakes the first waiter, or all, to test their conditions again. May be called
// anywhere, in interrupt handlers too.
void wake_one(struct wait_queue *queue);
void wake_all(struct wait_queue *queue);

// The same for a caller that holds scheduler_lock already, because that lock
// guards what the condition tests.
bool wait_until_locked(struct wait_queue *queue, wait_condition *condition,
                       void *argument, uint64_t timeout_ms);
struct thread *wake_one_locked(struct wait_queue *queue); // NULL: none waits

// Hand-off: like wake_one_locked(), but the caller gives the waiter what it
// waits for. The waiter returns without testing its condition, so no other
// thread can come first.
struct thread *wake_first_with_handoff_locked(struct wait_queue *queue);

_Noreturn void panic_may_not_sleep(const char *what);

// Panics unless the caller may wait. `what` says what it waits for, in words.
// In an interrupt handler and while a spin lock is held, interrupts are off.
static inline void assert_may_sleep(const char *what)
{
    if (!(read_flags() & RFLAGS_IF)) {
        panic_may_not_sleep(what);
    }
}
