// SPDX-License-Identifier: MIT
// Red when thread/scheduler.c has
//     return pit_ticks() + nticks;
// instead of
//     return pit_ticks() + nticks + 1;

#include "device/pit.h"
#include "test/runner.h"
#include "thread/thread.h"

// From the midst of a tick on, 30 ms are three whole ticks and a part.
TEST(nobody_sleeps_too_short)
{
    for (int i = 0; i < 5; i++) {
        uint64_t before = pit_ticks();
        thread_sleep(30);
        EXPECT(pit_ticks() - before >= 4);
        EXPECT(pit_ticks() - before <= 8);
    }
}
