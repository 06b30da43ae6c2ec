// SPDX-License-Identifier: MIT
// thread/timer_wheel.h - many who wait for a tick, and are cheap to find.
//
// The wheel has a list for each of its slots. Who waits for tick n is in the
// list of slot n % WHEEL_SLOTS, whatever the round. So joining and leaving take
// one step, and a tick looks only at the few in its own slot.

#pragma once

#include "base/list.h"

#define WHEEL_SLOTS 512

struct timer {
    struct list_node node;
    uint64_t due; // tick; meaningful while it is in the wheel
    bool is_set;
};

struct timer_wheel {
    struct list slots[WHEEL_SLOTS];
    uint64_t now;    // the tick that was asked for last
    struct list due; // at that tick
};

void timer_wheel_init(struct timer_wheel *wheel);

// The caller holds the lock that guards the wheel, for all of these. due lies
// ahead of the last tick that was asked for.
void timer_set(struct timer_wheel *wheel, struct timer *timer, uint64_t due);

// Takes it out again, if it is in.
void timer_clear(struct timer *timer);

// One that is due at this tick, taken out; NULL if there is none (any more).
struct timer *timer_next_due(struct timer_wheel *wheel, uint64_t now);
