// SPDX-License-Identifier: MIT
// Breaks: thread/thread.c: KASSERT(thread != self); =>

#include "test/runner.h"
#include "thread/thread.h"

static void *join_oneself(void *unused)
{
    (void)unused;
    return thread_join(thread_current());
}

TEST_PANICS(join_of_self_panics, "thread != self")
{
    EXPECT(thread_create("alone", join_oneself, NULL) != NULL);
    thread_sleep(200);
}
