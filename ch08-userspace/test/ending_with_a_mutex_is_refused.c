// SPDX-License-Identifier: MIT
// Red when thread/mutex.c lacks
//     thread->nmutexes++;

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static struct mutex mine;

static void *keep(void *unused)
{
    mutex_lock(&mine);
    return unused;
}

TEST_PANICS(ending_with_a_mutex_is_refused,
            "the thread miser ends and holds 1 mutexes")
{
    mutex_init(&mine, "mine");
    thread_join(thread_create("miser", keep, NULL));
}
