// SPDX-License-Identifier: MIT
// Breaks: thread/thread.c: main_thread.is_permanent = true; =>

#include "test/runner.h"
#include "thread/thread.h"

// It runs on the boot stack, which cannot be freed.
TEST_PANICS(exit_of_first_thread_panics,
            "the thread main cannot be ended: it never ends")
{
    thread_exit(NULL);
}
