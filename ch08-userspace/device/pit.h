// SPDX-License-Identifier: MIT
// device/pit.h - the timer: an interrupt many times a second.

#pragma once

#include "base/types.h"

#define PIT_HZ_MIN 19 // a divisor of 16 bits allows no slower rate
#define PIT_HZ_MAX 10000

// Ticks at the nearest rate to hz that the timer has. -EINVAL if hz is outside
// of what it can. May be called again to change the rate. Panics if there is no
// timer: who waits for a tick would wait for ever.
MUST_USE int pit_init(unsigned hz);

// How many ticks there were since the first pit_init().
uint64_t pit_ticks(void);

// on_tick is called at each tick from then on, in the interrupt. Panics if
// there is such a function already.
void pit_set_handler(void (*on_tick)(void));
