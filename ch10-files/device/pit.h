// SPDX-License-Identifier: MIT
// device/pit.h - the timer: an interrupt many times a second.

#pragma once

#include "base/types.h"

#define PIT_HZ_MIN 19 // a divisor of 16 bits allows no slower rate
#define PIT_HZ_MAX 10000

// Makes the timer tick at the nearest rate to hz that it has. Returns -EINVAL
// if hz is out of its range. May be called again, to change the rate. Panics if
// no tick comes, since each wait for a tick would last for ever: call it with
// interrupts on and pit_handle_interrupt() set.
MUST_USE int pit_init(unsigned hz);

// The rate that was set.
unsigned pit_hz(void);

// Counts a tick and calls the tick handler. The handler of IRQ_TIMER.
void pit_handle_interrupt(void);

// How many ticks there were since the first pit_init().
uint64_t pit_ticks(void);

// on_tick is called at each tick from then on, in the interrupt. Panics if
// there is such a function already.
void pit_set_handler(void (*on_tick)(void));
