// SPDX-License-Identifier: MIT
// Breaks: thread/wait_queue.c: (pit_ticks() < due); => (pit_ticks() != due);

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

// The thread is woken in time, but runs only after its deadline. Then it must
// not sleep again, since its time is up.
TEST(wake_in_vain_keeps_deadline)
{
    wait_queue_init(&queue, "what never comes");
    struct thread *waiter = thread_create("waiter", wait_in_vain, NULL);
    scheduler_set_slice(50);
    thread_sleep(10); // this thread comes back with a slice of 50 ticks
    EXPECT(!is_back);
    wake_all(&queue);
    uint64_t woken = pit_ticks();
    while (pit_ticks() < woken + 10) {
    }
    EXPECT(!is_back);
    scheduler_set_slice(2);
    scheduler_yield();
    EXPECT(is_back);
    thread_join(waiter);
}
