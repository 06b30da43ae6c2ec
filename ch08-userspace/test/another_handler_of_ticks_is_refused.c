// SPDX-License-Identifier: MIT
// Red when device/pit.c lacks
//     KASSERT(tick_handler == NULL); // or who has it would miss its ticks

#include "device/pit.h"
#include "test/runner.h"

static void do_nothing(void)
{
}

// The scheduler's ticks would end, and nobody would wake from a sleep.
TEST_PANICS(another_handler_of_ticks_is_refused, "tick_handler == NULL")
{
    pit_set_handler(do_nothing);
}
