// SPDX-License-Identifier: MIT
// thread/timer_wheel.c - many who wait for a tick, and are cheap to find.

#include "thread/timer_wheel.h"

void timer_wheel_init(struct timer_wheel *wheel)
{
    for (size_t i = 0; i < WHEEL_SLOTS; i++) {
        list_init(&wheel->slots[i]);
    }
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

struct timer *timer_next_due(struct timer_wheel *wheel, uint64_t now)
{
    LIST_FOR_EACH(node, &wheel->slots[now % WHEEL_SLOTS])
    {
        struct timer *timer = LIST_ENTRY(node, struct timer, node);
        if (timer->due <= now) {
            timer_clear(timer);
            return timer;
        }
    }
    return NULL;
}
