// SPDX-License-Identifier: MIT
// thread/condition.h - a condition variable: to wait for a change of data that
// a mutex guards.

#pragma once

#include "thread/mutex.h"

struct condition {
    struct wait_queue waiters;
};

void condition_init(struct condition *condition, const char *name);

// Releases the mutex, waits until the condition is signalled, and takes the
// mutex again; no signal is lost in between. The caller must test the data
// again afterwards: another thread may have taken the mutex first. The second
// function returns false if no signal came in so many milliseconds; it has the
// mutex then, too.
void condition_wait(struct condition *condition, struct mutex *mutex);
MUST_USE bool condition_wait_for(struct condition *condition,
                                 struct mutex *mutex, uint64_t timeout_ms);

// Wakes the first waiter, or all. A thread that waits later is not woken.
void condition_signal(struct condition *condition);
void condition_broadcast(struct condition *condition);
