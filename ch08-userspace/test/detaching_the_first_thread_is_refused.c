// SPDX-License-Identifier: MIT
// Red when thread/thread.c lacks
//     check_can_end(thread, "detached");

#include "test/runner.h"
#include "thread/thread.h"

TEST_PANICS(detaching_the_first_thread_is_refused,
            "the thread main cannot be detached: it never ends")
{
    thread_detach(thread_current());
}
