// SPDX-License-Identifier: MIT
// Breaks: thread/scheduler.c: KASSERT(!CPU_READ(in_interrupt)); =>

#include "test/runner.h"
#include "thread/thread.h"
#include "trap/pic.h"
#include "x86/cpu.h"

// The next thread would count as a handler, and panic when it waits.
TEST_PANICS(yield_in_interrupt_handler_panics, "!CPU_READ(in_interrupt)")
{
    irq_set_handler(IRQ_TIMER, scheduler_yield);
    for (;;) {
        hlt();
    }
}
