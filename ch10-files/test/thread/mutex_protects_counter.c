// SPDX-License-Identifier: MIT
// Breaks: thread/mutex.c: if (mutex->owner != NULL) { => if (0) {

#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/thread.h"

#define COUNT 500

static struct mutex mutex = MUTEX_INIT(mutex, "counter");
static volatile unsigned counter;

static void *count(void *with_lock)
{
    for (int i = 0; i < COUNT; i++) {
        if (with_lock != NULL) {
            mutex_lock(&mutex);
        }
        unsigned old = counter;
        scheduler_yield(); // the worst moment
        counter = old + 1;
        if (with_lock != NULL) {
            mutex_unlock(&mutex);
        }
    }
    return NULL;
}

static unsigned count_by_four(void *with_lock)
{
    struct thread *threads[4];
    counter = 0;
    for (size_t i = 0; i < 4; i++) {
        threads[i] = thread_create("counter", count, with_lock);
    }
    for (size_t i = 0; i < 4; i++) {
        thread_join(threads[i]);
    }
    return counter;
}

TEST(mutex_protects_counter)
{
    EXPECT(count_by_four(NULL) < 2 * COUNT);
    EXPECT_EQUAL(count_by_four(&mutex), 4 * COUNT);
}
