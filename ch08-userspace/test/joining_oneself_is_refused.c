// SPDX-License-Identifier: MIT
// Red when thread/thread.c lacks
//     KASSERT(thread != this_cpu()->current); // or it would wait for ever

#include "test/runner.h"
#include "thread/thread.h"

static void *join_oneself(void *unused)
{
    (void)unused;
    return thread_join(thread_current());
}

TEST_PANICS(joining_oneself_is_refused, "thread != this_cpu()->current")
{
    struct thread *alone = thread_create("alone", join_oneself, NULL);
    thread_sleep(200);
    thread_detach(alone);
}
