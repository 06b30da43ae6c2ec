// SPDX-License-Identifier: MIT
// Breaks: main.c: stack_register_lookup(thread_stack_contains => //

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static volatile int zero;

static __attribute__((noinline)) int recurse(int depth)
{
    volatile char room[64] = {0};
    return zero ? 0 : recurse(depth + 1) + room[depth % 64];
}

static void *think(void *unused)
{
    recurse(0);
    return unused;
}

TEST_PANICS(stack_overflow_names_thread,
            "the deep thinker stack has overflowed into its guard page")
{
    thread_join(thread_create("deep thinker", think, NULL));
}
