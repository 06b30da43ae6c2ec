// SPDX-License-Identifier: MIT
// Breaks: thread/mutex.c: thread->nmutexes++; =>

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static struct mutex mine = MUTEX_INIT(mine, "mine");

static void *keep(void *unused)
{
    mutex_lock(&mine);
    return unused;
}

TEST_PANICS(exit_with_mutex_panics, "the thread miser ends and holds 1 mutexes")
{
    thread_join(thread_create("miser", keep, NULL));
}
