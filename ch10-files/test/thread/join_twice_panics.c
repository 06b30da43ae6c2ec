// SPDX-License-Identifier: MIT
// Breaks: thread/thread.c: thread->joiner = self; =>

#include "test/runner.h"
#include "thread/thread.h"

static void *sleep(void *unused)
{
    thread_sleep(500);
    return unused;
}

static void *join(void *thread)
{
    return thread_join(thread);
}

// The first join frees the thread; the second would read freed memory.
TEST_PANICS(join_twice_panics, "thread->joiner == NULL")
{
    struct thread *sleeper = thread_create("sleeper", sleep, NULL);
    EXPECT(thread_create("first", join, sleeper) != NULL);
    thread_sleep(50);
    thread_join(sleeper);
}
