// SPDX-License-Identifier: MIT
// Red when thread/scheduler.c lacks
//     main_thread.is_permanent = true;

#include "test/runner.h"
#include "thread/thread.h"

// It runs on the boot's stack, which nobody could give back.
TEST_PANICS(ending_the_first_thread_is_refused,
            "the thread main cannot be ended: it never ends")
{
    thread_exit(NULL);
}
