// SPDX-License-Identifier: MIT
// Red when thread/wait_queue.c has
//     if (timeout_ms == 0 || pit_ticks() == due) {
// instead of
//     if (timeout_ms == 0 || pit_ticks() >= due) {

#include "device/pit.h"
#include "test/runner.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static struct wait_queue queue;
static volatile bool is_back;

static bool never(void *unused)
{
    (void)unused;
    return false;
}

static void *wait_in_vain(void *unused)
{
    EXPECT(!wait_until(&queue, never, NULL, 50));
    is_back = true;
    return unused;
}

// Woken in time, but its turn comes only when the time is up: then it must not
// go to sleep again, for a tick that has passed.
TEST(who_is_woken_in_vain_is_not_late)
{
    wait_queue_init(&queue, "what never comes");
    struct thread *waiter = thread_create("waiter", wait_in_vain, NULL);
    scheduler_set_slice(50);
    thread_sleep(10); // to come back with the long slice
    EXPECT(!is_back);
    wake_all(&queue);
    uint64_t woken = pit_ticks();
    while (pit_ticks() < woken + 10) {
    }
    EXPECT(!is_back);
    scheduler_set_slice(2);
    thread_yield();
    EXPECT(is_back);
    thread_detach(waiter);
    thread_sleep(20);
}
