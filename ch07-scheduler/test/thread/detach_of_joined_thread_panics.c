// SPDX-License-Identifier: MIT
// Breaks: thread/thread.c: KASSERT(thread->joiner == NULL); // or it => // it

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

TEST_PANICS(detach_of_joined_thread_panics, "thread->joiner == NULL")
{
    struct thread *sleeper = thread_create("sleeper", sleep, NULL);
    struct thread *waiter = thread_create("waiter", join, sleeper);
    thread_sleep(50);
    thread_detach(sleeper);
    thread_join(waiter);
}
