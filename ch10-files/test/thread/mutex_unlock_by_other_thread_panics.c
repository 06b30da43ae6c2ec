// SPDX-License-Identifier: MIT
// Breaks: thread/mutex.c: if (mutex->owner != self) {
//     => if (mutex->owner == NULL) {

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static struct mutex mine = MUTEX_INIT(mine, "mine");

static void *steal(void *unused)
{
    mutex_unlock(&mine);
    return unused;
}

TEST_PANICS(mutex_unlock_by_other_thread_panics,
            "the thread thief unlocks the mutex mine, which it does not hold")
{
    mutex_lock(&mine);
    thread_join(thread_create("thief", steal, NULL));
}
