// SPDX-License-Identifier: MIT
// Red when thread/mutex.c lacks
//     give(mutex, LIST_ENTRY(waiters->head.next, struct thread, queue));

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/thread.h"

static struct mutex mutex;
static volatile bool is_over;

// Has the mutex nearly always, though never for long.
static void *be_greedy(void *unused)
{
    while (!is_over) {
        mutex_lock(&mutex);
        thread_yield(); // whoever was woken finds it taken again
        mutex_unlock(&mutex);
    }
    return unused;
}

TEST(nobody_keeps_a_mutex_from_the_others)
{
    mutex_init(&mutex, "wanted by all");
    is_over = false;
    struct thread *greedy = thread_create("greedy", be_greedy, NULL);
    thread_sleep(30);
    for (int i = 0; i < 20; i++) {
        bool is_taken = mutex_lock_for(&mutex, 100);
        EXPECT(is_taken);
        if (is_taken) {
            thread_yield(); // the greedy one comes, and waits
            mutex_unlock(&mutex);
        }
    }
    is_over = true;
    thread_join(greedy);
}
