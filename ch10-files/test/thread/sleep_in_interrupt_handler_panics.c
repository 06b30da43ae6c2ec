// SPDX-License-Identifier: MIT
// Breaks: trap/pic.c: this_cpu()->in_interrupt = true; =>

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"
#include "trap/pic.h"
#include "x86/cpu.h"

static void sleep(void)
{
    thread_sleep(1);
}

TEST_PANICS(sleep_in_interrupt_handler_panics,
            "an interrupt handler waits for: time")
{
    irq_set_handler(IRQ_TIMER, sleep);
    for (;;) {
        hlt();
    }
}
