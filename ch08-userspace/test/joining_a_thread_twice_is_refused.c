// SPDX-License-Identifier: MIT
// Red when thread/thread.c lacks
//     thread->is_joined = true;

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

// The first one gives the thread back; the second would ask freed memory.
TEST_PANICS(joining_a_thread_twice_is_refused, "!thread->is_joined")
{
    struct thread *sleeper = thread_create("sleeper", sleep, NULL);
    struct thread *first = thread_create("first", join, sleeper);
    thread_detach(first);
    thread_sleep(50);
    thread_join(sleeper);
}
