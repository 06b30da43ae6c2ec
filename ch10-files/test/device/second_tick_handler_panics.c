// SPDX-License-Identifier: MIT
// Breaks: device/pit.c: KASSERT(tick_handler == NULL); =>

#include "device/pit.h"
#include "test/runner.h"

static void do_nothing(void)
{
}

// The scheduler's ticks would end, and no thread would wake from a sleep.
TEST_PANICS(second_tick_handler_panics, "tick_handler == NULL")
{
    pit_set_handler(do_nothing);
}
