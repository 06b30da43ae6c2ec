// SPDX-License-Identifier: MIT
// Breaks: thread/scheduler.c: cpu->ticks_left--; =>
// Breaks: trap/pic.c: end_handler(); =>

#include "test/runner.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static volatile bool is_over;

static void *be_busy(void *unused)
{
    (void)unused;
    uint64_t before = thread_current()->nticks;
    while (!is_over) {
    }
    return (void *)(thread_current()->nticks - before);
}

TEST(busy_threads_are_preempted_and_share)
{
    struct thread *busy[3];
    uint64_t nticks[3], all = 0;
    is_over = false;
    for (size_t i = 0; i < 3; i++) {
        busy[i] = thread_create("busy", be_busy, NULL);
    }
    thread_sleep(600);
    is_over = true;
    for (size_t i = 0; i < 3; i++) {
        nticks[i] = (uint64_t)thread_join(busy[i]);
        all += nticks[i];
    }
    EXPECT(all >= 50); // of 60: the idle thread has had none of them
    for (size_t i = 0; i < 3; i++) {
        EXPECT(nticks[i] >= all / 3 - 3 && nticks[i] <= all / 3 + 3);
    }
}
