// SPDX-License-Identifier: MIT
// A program may be killed while its thread waits for a mutex inside the kernel.
// The thread still gets the mutex, and no other thread misses its turn.
//
// Breaks: thread/mutex.c: if (mutex->owner != NULL) {
//     => if (mutex->owner != NULL && !this_cpu()->current->is_killed) {
// Breaks: thread/scheduler.c: if (thread->blocked_on != NULL) {
//     => if (thread->blocked_on != NULL && !thread->is_killed) {

#include "memory/heap.h"
#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

#define CROWD 4
#define TURNS 50

static struct mutex mutex = MUTEX_INIT(mutex, "one at a time");
static struct wait_queue queue;
static unsigned inside, most, nturns;
static unsigned nunits, nitems; // [scheduler_lock]

static bool take_unit(void *unused)
{
    (void)unused;
    if (nunits == 0) {
        return false;
    }
    nunits--;
    return true;
}

static void put_unit(void)
{
    spin_lock(&scheduler_lock);
    nunits++;
    nitems++;
    wake_one_locked(&queue);
    spin_unlock(&scheduler_lock);
}

static void *take_turns(void *unused)
{
    for (unsigned i = 0; i < TURNS; i++) {
        mutex_lock(&mutex);
        most = max(most, ++inside);
        nturns++;
        scheduler_yield();
        inside--;
        mutex_unlock(&mutex);
        EXPECT(wait_until(&queue, take_unit, NULL, WAIT_FOREVER));
        scheduler_yield();
        put_unit();
    }
    return unused;
}

TEST(killed_thread_gets_its_mutex)
{
    struct thread *threads[CROWD];
    inside = most = nturns = nitems = 0;
    wait_queue_init(&queue, "one of two units");
    nunits = 2;
    mutex_lock(&mutex);
    for (size_t i = 0; i < CROWD; i++) {
        threads[i] = thread_create("waits", take_turns, NULL);
    }
    // At first all threads wait for this one, and later for each other.
    for (unsigned i = 0; nitems < CROWD * TURNS && i < 100000; i++) {
        thread_kill(threads[i % CROWD]);
        scheduler_yield();
        if (i == 100) {
            EXPECT_EQUAL(nturns, 0);
            mutex_unlock(&mutex);
        }
    }
    for (size_t i = 0; i < CROWD; i++) {
        thread_join(threads[i]);
    }
    EXPECT_EQUAL(most, 1);
    EXPECT_EQUAL(nturns, CROWD * TURNS);
    EXPECT_EQUAL(nitems, CROWD * TURNS);
}
