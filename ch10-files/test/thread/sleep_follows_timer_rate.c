// SPDX-License-Identifier: MIT
// Breaks: thread/scheduler.c: nticks, hz = pit_hz() => nticks, hz = 100

#include "device/pit.h"
#include "test/runner.h"
#include "thread/thread.h"

TEST(sleep_follows_timer_rate)
{
    EXPECT_EQUAL(pit_init(1000), 0);
    uint64_t before = pit_ticks();
    thread_sleep(50);
    EXPECT(pit_ticks() - before >= 50);
    EXPECT_EQUAL(pit_init(100), 0);
}
