// SPDX-License-Identifier: MIT
// Breaks: thread/mutex.c: self->blocked_on_mutex = mutex; =>

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static struct mutex left = MUTEX_INIT(left, "left");
static struct mutex right = MUTEX_INIT(right, "right");

static void *other(void *unused)
{
    mutex_lock(&right);
    mutex_lock(&left);
    return unused;
}

TEST_PANICS(deadlock_of_two_panics,
            "deadlock: main waits for right, held by other; other waits for "
            "left, held by main")
{
    struct thread *thread = thread_create("other", other, NULL);
    mutex_lock(&left);
    thread_sleep(50);
    mutex_lock(&right);
    thread_join(thread);
}
