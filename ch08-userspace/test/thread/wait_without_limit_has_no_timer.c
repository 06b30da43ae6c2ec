// SPDX-License-Identifier: MIT
// Breaks: thread/scheduler.c: ms == WAIT_FOREVER) => ms + 1 == WAIT_FOREVER)

#include "test/runner.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static struct wait_queue queue;
static bool is_there;

static bool has_come(void *unused)
{
    (void)unused;
    return is_there;
}

static void *wait(void *timeout_ms)
{
    EXPECT(wait_until(&queue, has_come, NULL, (uintptr_t)timeout_ms));
    return NULL;
}

// A timer that never comes due would only make the list of timers longer.
TEST(wait_without_limit_has_no_timer)
{
    wait_queue_init(&queue, "something");
    is_there = false;
    struct thread *patient =
        thread_create("patient", wait, (void *)WAIT_FOREVER);
    struct thread *hasty = thread_create("hasty", wait, (void *)1000);
    thread_sleep(20);
    EXPECT(!timer_is_set(&patient->timeout));
    EXPECT(timer_is_set(&hasty->timeout));
    is_there = true;
    wake_all(&queue);
    thread_join(patient);
    thread_join(hasty);
    EXPECT_EQUAL(scheduler_due(WAIT_FOREVER), WAIT_FOREVER);
    EXPECT(scheduler_due(WAIT_FOREVER - 1) > scheduler_due(1000));
}
