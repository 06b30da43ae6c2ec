// SPDX-License-Identifier: MIT
// thread/wait_queue.h - those who wait for something to be so.
//
// What they wait for is passed in, as a condition. It is asked with the
// scheduler's lock held, by the waiter itself, before it goes to sleep and each
// time it is woken. Whoever makes it so changes the data first and wakes then,
// under the same lock; so nobody can fall asleep in between: a wake-up cannot
// be lost.

#pragma once

#include "base/list.h"

struct wait_queue {
    const char *name;    // [i] for reports
    struct list waiters; // [scheduler_lock] threads; first come first served
};

#define WAIT_FOREVER UINT64_MAX

void wait_queue_init(struct wait_queue *queue, const char *name);

// Is it so? May change the data, too: to take what has become free, say. Runs
// with interrupts off and the scheduler's lock held: short, and with no lock
// but those that come later in the order.
typedef bool wait_condition(void *argument);

// Waits until the condition holds, or, which returns false, until so many
// milliseconds have passed. With a timeout of 0 it only asks. Panics in an
// interrupt handler, with interrupts off, or with a spin lock held.
bool wait_until(struct wait_queue *queue, wait_condition *is_so, void *argument,
                uint64_t timeout_ms);

// Lets the first, or all, of those who wait ask again. May be called anywhere.
void wake_one(struct wait_queue *queue);
void wake_all(struct wait_queue *queue);

// The same for callers who hold the scheduler's lock already: those who change
// what the condition asks about.
bool wait_until_locked(struct wait_queue *queue, wait_condition *is_so,
                       void *argument, uint64_t timeout_ms);
void wake_one_locked(struct wait_queue *queue);
void wake_all_locked(struct wait_queue *queue);

// Lets the first of those who wait go on, whom the caller gives what it waits
// for: it does not ask again, so nobody can come before it. NULL: nobody waits.
struct thread *serve_first_locked(struct wait_queue *queue);

// Panics unless the caller may wait; what: in words.
void check_may_wait(const char *what);
