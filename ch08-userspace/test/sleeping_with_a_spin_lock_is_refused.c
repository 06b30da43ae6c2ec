// SPDX-License-Identifier: MIT
// Red when thread/wait_queue.c has
//     if (this_cpu()->innermost != NULL && 0) {
// instead of
//     if (this_cpu()->innermost != NULL) {

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static struct spinlock mine = {.name = "mine"};

TEST_PANICS(sleeping_with_a_spin_lock_is_refused,
            "a thread waits for: time, while it holds the spin lock: mine")
{
    spin_lock(&mine);
    thread_sleep(1);
}
