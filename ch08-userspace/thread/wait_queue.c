// SPDX-License-Identifier: MIT
// thread/wait_queue.c - those who wait for something to be so.

#include "thread/wait_queue.h"

#include "cpu/this_cpu.h"
#include "device/pit.h"
#include "lib/panic.h"
#include "thread/scheduler.h"
#include "x86/cpu.h"
#include "x86/registers.h"

void wait_queue_init(struct wait_queue *queue, const char *name)
{
    queue->name = name;
    list_init(&queue->waiters);
}

void check_may_wait(const char *what)
{
    bool are_on = read_flags() & RFLAGS_IF;
    if (this_cpu()->is_in_handler) {
        panic("an interrupt handler waits for: %s", what);
    }
    if (this_cpu()->innermost != NULL) {
        panic("a thread waits for: %s, while it holds the spin lock: %s", what,
              this_cpu()->innermost->name);
    }
    if (!are_on) {
        panic("a thread waits with interrupts off for: %s", what);
    }
}

bool wait_until_locked(struct wait_queue *queue, wait_condition *is_so,
                       void *argument, uint64_t timeout_ms)
{
    struct thread *current = this_cpu()->current;
    uint64_t due = scheduler_due(timeout_ms);
    for (;;) {
        // Asked when the time is up, too: it may just have become so.
        if (is_so(argument)) {
            return true;
        }
        // Whoever woke us may have done so in time, and yet it is late now.
        if (timeout_ms == 0 || pit_ticks() >= due) {
            return false;
        }
        current->state = THREAD_WAITING;
        current->waits = queue;
        list_push_back(&queue->waiters, &current->queue);
        scheduler_set_timeout(due);
        scheduler_switch();
        if (current->is_served) {
            current->is_served = false;
            return true;
        }
    }
}

bool wait_until(struct wait_queue *queue, wait_condition *is_so, void *argument,
                uint64_t timeout_ms)
{
    check_may_wait(queue->name);
    spin_lock(&scheduler_lock);
    bool holds = wait_until_locked(queue, is_so, argument, timeout_ms);
    spin_unlock(&scheduler_lock);
    return holds;
}

static struct thread *wake_first(struct wait_queue *queue)
{
    struct list_node *node = list_pop_front(&queue->waiters);
    if (node == NULL) {
        return NULL;
    }
    struct thread *first = LIST_ENTRY(node, struct thread, queue);
    scheduler_make_ready(first);
    return first;
}

struct thread *serve_first_locked(struct wait_queue *queue)
{
    struct thread *first = wake_first(queue);
    if (first != NULL) {
        first->is_served = true;
    }
    return first;
}

void wake_one_locked(struct wait_queue *queue)
{
    wake_first(queue);
}

void wake_all_locked(struct wait_queue *queue)
{
    while (!list_is_empty(&queue->waiters)) {
        wake_one_locked(queue);
    }
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
    wake_all_locked(queue);
    spin_unlock(&scheduler_lock);
}
