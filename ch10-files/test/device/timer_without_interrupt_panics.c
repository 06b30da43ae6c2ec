// SPDX-License-Identifier: MIT
// Breaks: device/pit.c: if (poll == POLLS_MAX) { => if (poll > 9) { return;

#include "device/pit.h"
#include "test/runner.h"
#include "trap/pic.h"

// The timer counts, but its interrupt does not reach the CPU, as where firmware
// has given IRQ 0 to another timer.
TEST_PANICS(timer_without_interrupt_panics, "no timer tick (IRQ 0) arrives")
{
    irq_set_handler(IRQ_TIMER, NULL);
    (void)!pit_init(100);
}
