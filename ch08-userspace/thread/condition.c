// SPDX-License-Identifier: MIT
// thread/condition.c - to wait, with a mutex held, for what others do with it.
//
// Each who waits has an entry on his own stack, in the order in which they
// came. A signal is for the first of them, and for nobody who comes later: it
// marks the entry and takes it out.

#include "thread/condition.h"

#include "lib/panic.h"
#include "thread/scheduler.h"

struct condition_waiter {
    struct list_node node;
    bool is_signalled;
    struct wait_queue queue; // of this one thread
};

void condition_init(struct condition *condition, const char *name)
{
    condition->name = name;
    list_init(&condition->waiters);
}

static bool is_signalled(void *argument)
{
    return ((struct condition_waiter *)argument)->is_signalled;
}

bool condition_wait_for(struct condition *condition, struct mutex *mutex,
                        uint64_t timeout_ms)
{
    struct condition_waiter self = {.is_signalled = false};
    wait_queue_init(&self.queue, condition->name);
    spin_lock(&scheduler_lock);
    list_push_back(&condition->waiters, &self.node);
    spin_unlock(&scheduler_lock);

    mutex_unlock(mutex); // a signal from here on finds us in the list
    check_may_wait(condition->name);
    spin_lock(&scheduler_lock);
    bool was_signalled =
        wait_until_locked(&self.queue, is_signalled, &self, timeout_ms);
    if (!was_signalled) {
        list_remove(&self.node);
    }
    spin_unlock(&scheduler_lock);
    mutex_lock(mutex);
    return was_signalled;
}

void condition_wait(struct condition *condition, struct mutex *mutex)
{
    bool was_signalled = condition_wait_for(condition, mutex, WAIT_FOREVER);
    KASSERT(was_signalled);
}

static bool signal_first(struct condition *condition)
{
    struct list_node *node = list_pop_front(&condition->waiters);
    if (node == NULL) {
        return false;
    }
    struct condition_waiter *waiter =
        LIST_ENTRY(node, struct condition_waiter, node);
    waiter->is_signalled = true;
    wake_all_locked(&waiter->queue);
    return true;
}

void condition_signal(struct condition *condition)
{
    spin_lock(&scheduler_lock);
    signal_first(condition);
    spin_unlock(&scheduler_lock);
}

void condition_broadcast(struct condition *condition)
{
    spin_lock(&scheduler_lock);
    while (signal_first(condition)) {
    }
    spin_unlock(&scheduler_lock);
}
