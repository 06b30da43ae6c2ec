// SPDX-License-Identifier: MIT
// Breaks: thread/thread.c: check_can_end(thread, "joined"); =>

#include "test/runner.h"
#include "thread/thread.h"

static void *join(void *thread)
{
    return thread_join(thread);
}

TEST_PANICS(join_of_first_thread_panics,
            "the thread main cannot be joined: it never ends")
{
    EXPECT(thread_create("waiter", join, thread_current()) != NULL);
    thread_sleep(100);
}
