// SPDX-License-Identifier: MIT
// Red when thread/thread.c lacks
//     KASSERT(!thread->is_joined); // or two would give it back

#include "test/runner.h"
#include "thread/thread.h"

static void *sleep(void *unused)
{
    thread_sleep(300);
    return unused;
}

static void *join(void *thread)
{
    return thread_join(thread);
}

TEST_PANICS(detaching_a_joined_thread_is_refused, "!thread->is_joined")
{
    struct thread *sleeper = thread_create("sleeper", sleep, NULL);
    struct thread *waiter = thread_create("waiter", join, sleeper);
    thread_sleep(50);
    thread_detach(sleeper);
    thread_join(waiter);
}
