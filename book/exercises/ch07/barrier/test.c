// SPDX-License-Identifier: MIT

#include "test/runner.h"
#include "thread/barrier.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

#define NTHREADS 5
#define NROUNDS  1000

static struct barrier barrier;
static volatile unsigned rounds[NTHREADS]; // in which each of them is
static volatile unsigned nlast, nahead;
static volatile bool is_through;

static void *go_round(void *argument)
{
    size_t self = (size_t)argument;
    for (unsigned round = 1; round <= NROUNDS; round++) {
        rounds[self] = round;
        for (size_t i = 0; i < (self * 7 + round) % 4; i++) {
            scheduler_yield();
        }
        if (barrier_wait(&barrier)) {
            __atomic_add_fetch(&nlast, 1, __ATOMIC_RELAXED);
        }
        for (size_t i = 0; i < NTHREADS; i++) {
            if (rounds[i] < round || rounds[i] > round + 1) {
                __atomic_add_fetch(&nahead, 1, __ATOMIC_RELAXED);
            }
        }
    }
    return NULL;
}

static void *come_once(void *unused)
{
    bool is_last = barrier_wait(&barrier);
    is_through = true;
    EXPECT(!is_last);
    return unused;
}

TEST(nobody_is_ahead_of_the_others)
{
    struct thread *threads[NTHREADS];
    barrier_init(&barrier, "round", NTHREADS);
    for (size_t i = 0; i < NTHREADS; i++) {
        threads[i] = thread_create("worker", go_round, (void *)i);
    }
    for (size_t i = 0; i < NTHREADS; i++) {
        thread_join(threads[i]);
    }
    EXPECT_EQUAL(nahead, 0);
    EXPECT_EQUAL(nlast, NROUNDS);

    // Who waits sleeps, and goes on when the second comes.
    barrier_init(&barrier, "two", 2);
    struct thread *first = thread_create("first", come_once, NULL);
    thread_sleep(30);
    EXPECT(!is_through);
    EXPECT_EQUAL(first->state, THREAD_WAITING);
    EXPECT(barrier_wait(&barrier));
    thread_join(first);
    EXPECT(is_through);

    // Alone, nobody waits.
    barrier_init(&barrier, "one", 1);
    EXPECT(barrier_wait(&barrier));
    EXPECT(barrier_wait(&barrier));
}
