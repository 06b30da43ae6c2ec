// SPDX-License-Identifier: MIT
// thread/wait_queue.c - threads that wait for a condition.

#include "thread/wait_queue.h"

#include "device/pit.h"
#include "lib/panic.h"

void wait_queue_init(struct wait_queue *queue, const char *name)
{
    queue->name = name;
    list_init(&queue->waiters);
}

void panic_may_not_sleep(const char *what)
{
    const struct spinlock *innermost = CPU_READ(innermost);
    if (CPU_READ(in_interrupt)) {
        panic("an interrupt handler waits for: %s", what);
    } else if (innermost != NULL) {
        panic("a thread waits for: %s, while it holds the spin lock: %s", what,
              innermost->name);
    }
    panic("a thread waits with interrupts off for: %s", what);
}

bool wait_until_locked(struct wait_queue *queue, wait_condition *condition,
                       void *argument, uint64_t timeout_ms)
{
    if (condition(argument)) {
        return true;
    }
    if (timeout_ms == 0) {
        return false;
    }
    struct thread *current = this_cpu()->current;
    uint64_t due = scheduler_due(timeout_ms);
    do {
        current->state = THREAD_WAITING;
        current->blocked_on = queue;
        list_push_back(&queue->waiters, &current->queue);
        scheduler_set_timeout(due);
        scheduler_switch();
        // Tested at the deadline, too: the condition may have become true.
        if (current->handed_off || condition(argument)) {
            current->handed_off = false;
            return true;
        }
    } while (pit_ticks() < due);
    return false;
}

bool wait_until(struct wait_queue *queue, wait_condition *condition,
                void *argument, uint64_t timeout_ms)
{
    assert_may_sleep(queue->name);
    spin_lock(&scheduler_lock);
    bool holds = wait_until_locked(queue, condition, argument, timeout_ms);
    spin_unlock(&scheduler_lock);
    return holds;
}

struct thread *wake_one_locked(struct wait_queue *queue)
{
    if (list_is_empty(&queue->waiters)) {
        return NULL;
    }
    struct thread *first =
        LIST_ENTRY(queue->waiters.head.next, struct thread, queue);
    scheduler_make_ready(first);
    return first;
}

struct thread *wake_first_with_handoff_locked(struct wait_queue *queue)
{
    struct thread *first = wake_one_locked(queue);
    if (first != NULL) {
        first->handed_off = true;
    }
    return first;
}

void wake_one(struct wait_queue *queue)
{
    spin_lock(&scheduler_lock);
    wake_one_locked(queue);
    spin_unlock(&scheduler_lock);
}

void wake_all(struct wait_queue *queue)
{
    spin_lock(&scheduler_lock);
    while (wake_one_locked(queue) != NULL) {
    }
    spin_unlock(&scheduler_lock);
}
