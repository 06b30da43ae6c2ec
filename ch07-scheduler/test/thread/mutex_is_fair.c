// SPDX-License-Identifier: MIT
// Breaks: thread/mutex.c: if (!list_is_empty(&mutex->waiters.waiters)) {
//     => if (false) {

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/thread.h"

static struct mutex mutex = MUTEX_INIT(mutex, "wanted by all");
static volatile bool is_over;

// Holds the mutex nearly always, though never for long.
static void *be_greedy(void *unused)
{
    while (!is_over) {
        mutex_lock(&mutex);
        scheduler_yield(); // a thread that was woken finds it taken again
        mutex_unlock(&mutex);
    }
    return unused;
}

TEST(mutex_is_fair)
{
    is_over = false;
    struct thread *greedy = thread_create("greedy", be_greedy, NULL);
    thread_sleep(30);
    for (int i = 0; i < 20; i++) {
        bool is_taken = mutex_lock_for(&mutex, 100);
        EXPECT(is_taken);
        if (is_taken) {
            scheduler_yield(); // the greedy thread begins to wait
            mutex_unlock(&mutex);
        }
    }
    is_over = true;
    thread_join(greedy);
}
