// SPDX-License-Identifier: MIT
// Breaks: thread/thread.c: check_can_end(thread, "detached"); =>

#include "test/runner.h"
#include "thread/thread.h"

TEST_PANICS(detach_of_first_thread_panics,
            "the thread main cannot be detached: it never ends")
{
    thread_detach(thread_current());
}
