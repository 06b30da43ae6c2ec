// SPDX-License-Identifier: MIT
// thread/timer.c - threads that wait for a tick, the earliest first.

#include "thread/timer.h"

static struct timer *timer_of(struct list_node *node)
{
    return LIST_ENTRY(node, struct timer, node);
}

// Searches from the end: a timer that runs as long as the others belongs there.
void timer_set(struct list *timers, struct timer *timer, uint64_t due)
{
    struct list_node *before = timers->head.previous;
    while (before != &timers->head && timer_of(before)->due > due) {
        before = before->previous;
    }
    timer->due = due;
    list_insert_before(before->next, &timer->node);
}

struct timer *timer_next_due(struct list *timers, uint64_t now)
{
    struct list_node *first = timers->head.next;
    if (list_is_empty(timers) || timer_of(first)->due > now) {
        return NULL;
    }
    list_remove(first);
    return timer_of(first);
}
