// SPDX-License-Identifier: MIT
// Red when thread/mutex.c lacks
//     self->wants = mutex; // with a timeout it is not for ever

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static struct mutex left, right;

static void *other(void *unused)
{
    mutex_lock(&right);
    mutex_lock(&left);
    return unused;
}

TEST_PANICS(a_deadlock_is_told_and_not_waited_for,
            "deadlock: main waits for right, which other has, who waits for "
            "left")
{
    mutex_init(&left, "left");
    mutex_init(&right, "right");
    struct thread *thread = thread_create("other", other, NULL);
    mutex_lock(&left);
    thread_sleep(50);
    mutex_lock(&right);
    thread_join(thread);
}
