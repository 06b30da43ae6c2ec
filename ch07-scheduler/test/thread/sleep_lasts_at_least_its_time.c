// SPDX-License-Identifier: MIT
// Breaks: thread/scheduler.c: pit_ticks() + nticks + 1 => pit_ticks() + nticks

#include "device/pit.h"
#include "test/runner.h"
#include "thread/thread.h"

// From the middle of a tick on, 30 ms are three whole ticks and a part.
TEST(sleep_lasts_at_least_its_time)
{
    for (int i = 0; i < 5; i++) {
        uint64_t before = pit_ticks();
        thread_sleep(30);
        EXPECT(pit_ticks() - before >= 4);
        EXPECT(pit_ticks() - before <= 8);
    }
}
