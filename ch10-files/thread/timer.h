// SPDX-License-Identifier: MIT
// thread/timer.h - threads that wait for a tick, the earliest first.
//
// The running timers are in a list, sorted by their ticks. So each tick tests
// the first timer alone. To set a timer takes a step for each timer that is due
// later.

#pragma once

#include "base/list.h"

struct timer { // all fields: under the lock that guards the list
    struct list_node node;
    uint64_t due; // the tick that it is set for
};

// The caller of all but timer_is_set() holds the lock that guards the list.

// Sets a timer that is not running.
void timer_set(struct list *timers, struct timer *timer, uint64_t due);

// Stops the first timer whose tick has come and returns it; NULL: there is
// none. Call it at each tick until it returns NULL.
struct timer *timer_next_due(struct list *timers, uint64_t now);

static inline bool timer_is_set(const struct timer *timer)
{
    return timer->node.next != NULL;
}

// Stops a timer, if it runs.
static inline void timer_clear(struct timer *timer)
{
    if (timer_is_set(timer)) {
        list_remove(&timer->node);
    }
}
