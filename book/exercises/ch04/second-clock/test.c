// SPDX-License-Identifier: MIT

#include "base/errno.h"
#include "device/pit.h"
#include "device/rtc.h"
#include "test/runner.h"
#include "trap/pic.h"
#include "x86/cpu.h"

static uint8_t read(uint8_t index)
{
    cli();
    outb(0x70, index);
    uint8_t value = inb(0x71);
    sti();
    return value;
}

// By the other clock; a tenth of a second is ten ticks.
static uint64_t ticks_in_tenths(unsigned tenths)
{
    uint64_t start = rtc_ticks(), end = pit_ticks() + 10 * tenths;
    while (pit_ticks() < end) {
        hlt();
    }
    return rtc_ticks() - start;
}

TEST(a_second_clock_ticks)
{
    static const unsigned impossible[] = {0, 1, 3, 100, 1023, 16384, 32768,
                                          0x80000000};
    uint8_t a = read(0x0A), b = read(0x0B);
    for (unsigned i = 0; i < ARRAY_LENGTH(impossible); i++) {
        EXPECT_EQUAL(rtc_init(impossible[i]), -EINVAL);
    }
    EXPECT_EQUAL(read(0x0B), b);
    EXPECT_EQUAL(rtc_ticks(), 0);

    // A busy host may swallow ticks of either clock.
    EXPECT_EQUAL(rtc_init(1024), 0);
    uint64_t fast = ticks_in_tenths(5);
    EXPECT(fast > 100 && fast < 2000);
    EXPECT_EQUAL(read(0x0A) & 0xF0, a & 0xF0);
    EXPECT_EQUAL(read(0x0A) & 0x0F, 6);
    EXPECT_EQUAL(read(0x0B), b | 0x40);

    EXPECT_EQUAL(rtc_init(32), 0);
    uint64_t slow = ticks_in_tenths(5);
    EXPECT(slow > 5 && slow < 60);
    EXPECT_EQUAL(rtc_init(2), 0);
    EXPECT_EQUAL(read(0x0A) & 0x0F, 15);
    EXPECT_EQUAL(rtc_init(8192), 0);
    EXPECT_EQUAL(read(0x0A) & 0x0F, 3);
    EXPECT(ticks_in_tenths(5) > fast);
}
