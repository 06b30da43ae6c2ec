// SPDX-License-Identifier: MIT
// thread/condition.h - to wait, with a mutex held, for what others do with it.

#pragma once

#include "thread/mutex.h"

struct condition {
    const char *name;    // [i]
    struct list waiters; // [scheduler_lock] struct condition_waiter, below
};

void condition_init(struct condition *condition, const char *name);

// Gives the mutex back, waits until the condition is signalled, and takes the
// mutex again; no signal is lost in between. Ask again afterwards whether it is
// so: somebody else may have come first. The second returns false if the time
// was up; it has the mutex then, too.
void condition_wait(struct condition *condition, struct mutex *mutex);
MUST_USE bool condition_wait_for(struct condition *condition,
                                 struct mutex *mutex, uint64_t timeout_ms);

// Lets the first, or all, of those who wait go on.
void condition_signal(struct condition *condition);
void condition_broadcast(struct condition *condition);
