// SPDX-License-Identifier: MIT
// Breaks: thread/scheduler.c: KASSERT(!CPU_READ(in_interrupt)); =>

#include "test/runner.h"
#include "thread/thread.h"
#include "trap/pic.h"
#include "x86/cpu.h"

// Who got the CPU would be taken for the handler when it waits.
TEST_PANICS(yield_in_interrupt_handler_panics, "!CPU_READ(in_interrupt)")
{
    irq_set_handler(IRQ_TIMER, scheduler_yield);
    for (;;) {
        hlt();
    }
}
