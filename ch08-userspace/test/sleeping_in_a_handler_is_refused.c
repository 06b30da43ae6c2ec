// SPDX-License-Identifier: MIT
// Red when trap/pic.c lacks
//     this_cpu()->is_in_handler = true;

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

TEST_PANICS(sleeping_in_a_handler_is_refused,
            "an interrupt handler waits for: time")
{
    irq_set_handler(IRQ_TIMER, sleep);
    for (;;) {
        hlt();
    }
}
