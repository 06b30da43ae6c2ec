// SPDX-License-Identifier: MIT
// Breaks: thread/wait_queue.c: first->handed_off = true; =>

#include "test/runner.h"
#include "thread/semaphore.h"
#include "thread/thread.h"

static struct semaphore semaphore;
static volatile int nserved;

static void *wait_for_one(void *place)
{
    semaphore_down(&semaphore);
    EXPECT_EQUAL((uintptr_t)place, nserved);
    nserved++;
    return NULL;
}

// A thread that releases a unit and wants it again at once waits for its turn,
// and no waiting thread loses its place in the queue by that.
TEST(semaphore_hands_unit_to_waiter)
{
    struct thread *threads[3];
    nserved = 0;
    semaphore_init(&semaphore, "seats", 0);
    for (uintptr_t i = 0; i < 3; i++) {
        threads[i] = thread_create("patient", wait_for_one, (void *)i);
    }
    thread_sleep(20);
    for (int i = 0; i < 3; i++) {
        semaphore_up(&semaphore);
        EXPECT(!semaphore_down_for(&semaphore, 0));
    }
    semaphore_up(&semaphore);
    for (size_t i = 0; i < 3; i++) {
        thread_join(threads[i]);
    }
    EXPECT_EQUAL(nserved, 3);
    EXPECT(semaphore_down_for(&semaphore, 0)); // the fourth unit is free
}
