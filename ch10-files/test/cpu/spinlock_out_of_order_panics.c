// SPDX-License-Identifier: MIT
// Breaks: cpu/spinlock.c: check_order(lock, cpu); =>
// Breaks: cpu/spinlock.c: != NULL; held = held->outer => != NULL; held = NULL

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static struct spinlock early = {.name = "early", .level = LOCK_HEAP};
static struct spinlock late = {.name = "late", .level = LOCK_FRAME};
static struct spinlock unchecked = {.name = "unchecked"};

TEST_PANICS(spinlock_out_of_order_panics,
            "spin locks out of order: early is taken while late is held")
{
    spin_lock(&early);
    spin_lock(&late);
    spin_unlock(&late);
    spin_unlock(&early);
    spin_lock(&late);
    spin_lock(&unchecked); // hides nothing
    spin_lock(&early);
}
