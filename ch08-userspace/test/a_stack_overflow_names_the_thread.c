// SPDX-License-Identifier: MIT
// Red when thread/scheduler.c lacks
//     stack_set_others(thread_stack_holds, name_of_guarded);

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

TEST_PANICS(a_stack_overflow_names_the_thread,
            "the deep thinker stack has overflowed into its guard page")
{
    thread_join(thread_create("deep thinker", think, NULL));
}
