// SPDX-License-Identifier: MIT
// Red when thread/mutex.c has
//     if (mutex->owner == NULL) {
// instead of
//     if (mutex->owner != self) {

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static struct mutex mine;

static void *steal(void *unused)
{
    mutex_unlock(&mine);
    return unused;
}

TEST_PANICS(giving_back_another_ones_mutex_is_refused,
            "the thread thief gives back the mutex mine, which it does not "
            "have")
{
    mutex_init(&mine, "mine");
    mutex_lock(&mine);
    thread_join(thread_create("thief", steal, NULL));
}
