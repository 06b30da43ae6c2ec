// SPDX-License-Identifier: MIT
// thread/timer_wheel.c - many who wait for a tick, and are cheap to find.

#include "thread/timer_wheel.h"

void timer_wheel_init(struct timer_wheel *wheel)
{
    for (size_t i = 0; i < WHEEL_SLOTS; i++) {
        list_init(&wheel->slots[i]);
    }
    wheel->now = 0;
    list_init(&wheel->due);
}

void timer_set(struct timer_wheel *wheel, struct timer *timer, uint64_t due)
{
    timer->due = due;
    timer->is_set = true;
    list_push_back(&wheel->slots[due % WHEEL_SLOTS], &timer->node);
}

void timer_clear(struct timer *timer)
{
    if (timer->is_set) {
        timer->is_set = false;
        list_remove(&timer->node);
    }
}

// Goes through the tick's slot once, and sorts out whose round it is.
static void collect_due(struct timer_wheel *wheel, uint64_t now)
{
    struct list *slot = &wheel->slots[now % WHEEL_SLOTS];
    struct list_node *next;
    for (struct list_node *node = slot->head.next; node != &slot->head;
         node = next) {
        struct timer *timer = LIST_ENTRY(node, struct timer, node);
        next = node->next; // before the node leaves
        if (timer->due <= now) {
            list_remove(node);
            list_push_back(&wheel->due, node);
        }
    }
}

struct timer *timer_next_due(struct timer_wheel *wheel, uint64_t now)
{
    if (wheel->now != now) {
        wheel->now = now;
        collect_due(wheel, now);
    }
    if (list_is_empty(&wheel->due)) {
        return NULL;
    }
    struct timer *timer = LIST_ENTRY(wheel->due.head.next, struct timer, node);
    timer_clear(timer);
    return timer;
}
