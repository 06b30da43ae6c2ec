// SPDX-License-Identifier: MIT
// Breaks: thread/mutex.c: if (mutex->owner == self) { => if (false) {

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static struct mutex mine = MUTEX_INIT(mine, "mine");

TEST_PANICS(mutex_taken_twice_panics,
            "deadlock: main waits for mine, held by main")
{
    mutex_lock(&mine);
    mutex_lock(&mine);
}
