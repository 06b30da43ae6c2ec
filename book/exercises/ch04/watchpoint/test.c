// SPDX-License-Identifier: MIT

#include "base/errno.h"
#include "test/runner.h"
#include "trap/watch.h"

static volatile uint64_t words[4] __attribute__((aligned(64)));
// volatile: hit() is called where no call stands.
static volatile unsigned nhits, nother;
static volatile uintptr_t last_rip;
static int watch;

static volatile uint8_t *byte(size_t offset)
{
    return (volatile uint8_t *)words + offset;
}

static void hit(uintptr_t rip)
{
    nhits++;
    last_rip = rip;
}

static void other(uintptr_t rip)
{
    (void)rip;
    nother++;
}

static void hit_and_write(uintptr_t rip)
{
    hit(rip);
    words[0] = nhits;
}

static void hit_and_move(uintptr_t rip)
{
    hit(rip);
    watch_clear(watch);
    watch = watch_set(&words[1], 8, hit);
}

static void expect_hits(unsigned count)
{
    EXPECT_EQUAL(nhits, count);
    nhits = 0;
}

static void check_sizes(void)
{
    for (size_t nbytes = 1; nbytes <= 8; nbytes *= 2) {
        watch = watch_set(byte(8), nbytes, hit);
        EXPECT(watch >= 0 && watch < 4);
        *byte(7) = 1;
        *byte(8 + nbytes) = 1;
        expect_hits(0);
        *byte(8) = 1;
        *byte(8 + nbytes - 1) = 1;
        expect_hits(2);
        words[1] = words[0] + words[1]; // reads, and writes all eight
        expect_hits(1);
        watch_clear(watch);
        *byte(8) = 1;
        expect_hits(0);
    }
}

static void check_address(void)
{
    uintptr_t behind;
    watch = watch_set(&words[2], 4, hit);
    __asm__ volatile("movl $7, %1; 1: lea 1b(%%rip), %0"
                     : "=r"(behind), "=m"(*(volatile uint32_t *)&words[2]));
    EXPECT_EQUAL(last_rip, behind);
    expect_hits(1);
    watch_clear(watch);
}

static void check_what_handlers_do(void)
{
    watch = watch_set(&words[0], 8, hit_and_write);
    words[0] = 100;
    EXPECT_EQUAL(words[0], 1);
    expect_hits(1);
    words[0] = 100;
    expect_hits(1);
    watch_clear(watch);

    watch = watch_set(&words[0], 8, hit_and_move);
    words[0] = 1;
    expect_hits(1);
    words[0] = 1;
    expect_hits(0);
    words[1] = 1;
    expect_hits(1);
    watch_clear(watch);
}

// QEMU reports one watchpoint an instruction, so each write is to one of them.
static void check_two(void)
{
    int low = watch_set(byte(0), 4, hit), high = watch_set(byte(4), 4, other);
    *byte(3) = 1;
    expect_hits(1);
    EXPECT_EQUAL(nother, 0);
    *byte(4) = 1;
    expect_hits(0);
    EXPECT_EQUAL(nother, 1);
    watch_clear(low);
    words[0] = 1;
    expect_hits(0);
    EXPECT_EQUAL(nother, 2);
    watch_clear(high);
}

static void check_arguments(void)
{
    EXPECT_EQUAL(watch_set(byte(0), 0, hit), -EINVAL);
    EXPECT_EQUAL(watch_set(byte(0), 3, hit), -EINVAL);
    EXPECT_EQUAL(watch_set(byte(0), 16, hit), -EINVAL);
    EXPECT_EQUAL(watch_set(byte(2), 4, hit), -EINVAL);
    EXPECT_EQUAL(watch_set(byte(4), 8, hit), -EINVAL);

    int numbers[4];
    for (size_t i = 0; i < 4; i++) {
        numbers[i] = watch_set(&words[i], 8, hit);
        EXPECT(numbers[i] >= 0 && numbers[i] < 4);
    }
    EXPECT_EQUAL(watch_set(byte(0), 1, hit), -EAGAIN);
    watch_clear(numbers[2]);
    EXPECT_EQUAL(watch_set(&words[2], 2, hit), numbers[2]);
    for (size_t i = 0; i < 4; i++) {
        words[i] = i;
        expect_hits(1);
        watch_clear(numbers[i]);
    }
}

TEST(a_watchpoint_names_who_writes)
{
    check_sizes();
    check_address();
    check_what_handlers_do();
    check_two();
    check_arguments();
}
