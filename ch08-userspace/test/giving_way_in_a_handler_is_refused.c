// SPDX-License-Identifier: MIT
// Red when thread/scheduler.c lacks
//     KASSERT(!this_cpu()->is_in_handler);

#include "test/runner.h"
#include "thread/thread.h"
#include "trap/pic.h"
#include "x86/cpu.h"

// Who got the CPU would be taken for the handler when it waits.
TEST_PANICS(giving_way_in_a_handler_is_refused, "!this_cpu()->is_in_handler")
{
    irq_set_handler(IRQ_TIMER, thread_yield);
    for (;;) {
        hlt();
    }
}
