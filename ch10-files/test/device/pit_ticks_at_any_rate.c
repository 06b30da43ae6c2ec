// SPDX-License-Identifier: MIT
// Breaks: device/pit.c: hz > PIT_HZ_MAX => hz > PIT_HZ_MAX + 1

#include "base/errno.h"
#include "device/pit.h"
#include "test/runner.h"
#include "x86/cpu.h"

static void wait_for_ticks(uint64_t count)
{
    uint64_t end = pit_ticks() + count;
    while (pit_ticks() < end) {
        hlt();
    }
}

TEST(pit_ticks_at_any_rate)
{
    EXPECT_EQUAL(pit_init(PIT_HZ_MIN - 1), -EINVAL);
    EXPECT_EQUAL(pit_init(PIT_HZ_MAX + 1), -EINVAL);
    EXPECT_EQUAL(pit_init(0), -EINVAL);
    EXPECT_EQUAL(pit_init(PIT_HZ_MAX), 0);
    wait_for_ticks(100);
    EXPECT_EQUAL(pit_init(PIT_HZ_MIN), 0);
    wait_for_ticks(2);
    EXPECT_EQUAL(pit_init(100), 0);
    wait_for_ticks(2);
}
