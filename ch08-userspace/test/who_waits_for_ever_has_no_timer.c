// SPDX-License-Identifier: MIT
// Red when thread/scheduler.c has
//     if (ms + 1 == WAIT_FOREVER ||
// instead of
//     if (ms == WAIT_FOREVER ||

#include "test/runner.h"
#include "thread/scheduler.h"
#include "thread/semaphore.h"
#include "thread/thread.h"

static struct semaphore semaphore;

static void *wait(void *timeout_ms)
{
    EXPECT(semaphore_down_for(&semaphore, (uintptr_t)timeout_ms));
    return NULL;
}

// Else a tick would look at all who wait for ever and share its slot.
TEST(who_waits_for_ever_has_no_timer)
{
    semaphore_init(&semaphore, "something", 0);
    struct thread *patient =
        thread_create("patient", wait, (void *)WAIT_FOREVER);
    struct thread *hasty = thread_create("hasty", wait, (void *)1000);
    thread_sleep(20);
    EXPECT(!patient->timeout.is_set);
    EXPECT(hasty->timeout.is_set);
    semaphore_up(&semaphore);
    semaphore_up(&semaphore);
    thread_join(patient);
    thread_join(hasty);
    EXPECT_EQUAL(scheduler_due(WAIT_FOREVER), WAIT_FOREVER);
    EXPECT(scheduler_due(WAIT_FOREVER - 1) > scheduler_due(1000));
}
