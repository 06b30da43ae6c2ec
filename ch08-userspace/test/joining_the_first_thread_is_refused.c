// SPDX-License-Identifier: MIT
// Red when thread/thread.c lacks
//     check_can_end(thread, "joined");

#include "test/runner.h"
#include "thread/thread.h"

static void *join(void *thread)
{
    return thread_join(thread);
}

TEST_PANICS(joining_the_first_thread_is_refused,
            "the thread main cannot be joined: it never ends")
{
    struct thread *waiter = thread_create("waiter", join, thread_current());
    thread_sleep(100);
    thread_detach(waiter);
}
