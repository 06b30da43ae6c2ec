// SPDX-License-Identifier: MIT
// Breaks: thread/wait_queue.c: if (innermost != NULL) { => if (0) {

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static struct spinlock mine = {.name = "mine"};

TEST_PANICS(sleep_with_spinlock_panics,
            "a thread waits for: time, while it holds the spin lock: mine")
{
    spin_lock(&mine);
    thread_sleep(1);
}
