// SPDX-License-Identifier: MIT
// thread/condition.c - a condition variable.

#include "thread/condition.h"

#include "lib/panic.h"

void condition_init(struct condition *condition, const char *name)
{
    wait_queue_init(&condition->waiters, name);
}

static bool never(void *unused)
{
    (void)unused;
    return false;
}

bool condition_wait_for(struct condition *condition, struct mutex *mutex,
                        uint64_t timeout_ms)
{
    assert_may_sleep(condition->waiters.name);
    // Under one lock: no signal comes between the release and the wait.
    spin_lock(&scheduler_lock);
    mutex_unlock_locked(mutex);
    bool was_signalled =
        wait_until_locked(&condition->waiters, never, NULL, timeout_ms);
    spin_unlock(&scheduler_lock);
    mutex_lock(mutex);
    return was_signalled;
}

void condition_wait(struct condition *condition, struct mutex *mutex)
{
    bool was_signalled = condition_wait_for(condition, mutex, WAIT_FOREVER);
    KASSERT(was_signalled);
}

void condition_signal(struct condition *condition)
{
    spin_lock(&scheduler_lock);
    wake_first_with_handoff_locked(&condition->waiters);
    spin_unlock(&scheduler_lock);
}

void condition_broadcast(struct condition *condition)
{
    spin_lock(&scheduler_lock);
    while (wake_first_with_handoff_locked(&condition->waiters) != NULL) {
    }
    spin_unlock(&scheduler_lock);
}
