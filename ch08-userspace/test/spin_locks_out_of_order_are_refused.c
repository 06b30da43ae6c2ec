// SPDX-License-Identifier: MIT
// Red when cpu/spinlock.c lacks
//     check_order(lock, cpu->innermost);
// Red when cpu/spinlock.c has
//     for (; held != NULL; held = NULL) {
// instead of
//     for (; held != NULL; held = held->outer) {

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static struct spinlock early = {.name = "early", .level = LOCK_HEAP};
static struct spinlock late = {.name = "late", .level = LOCK_FRAME};
static struct spinlock unchecked = {.name = "unchecked"};

TEST_PANICS(spin_locks_out_of_order_are_refused,
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
