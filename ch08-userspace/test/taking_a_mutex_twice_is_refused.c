// SPDX-License-Identifier: MIT
// Red when thread/mutex.c has
//     if (mutex->owner == self && timeout_ms != WAIT_FOREVER) {
//             panic(
// instead of
//     if (mutex->owner == self) {
//             panic(

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static struct mutex mine;

TEST_PANICS(taking_a_mutex_twice_is_refused,
            "the thread main takes the mutex mine, which it has")
{
    mutex_init(&mine, "mine");
    mutex_lock(&mine);
    mutex_lock(&mine);
}
