// SPDX-License-Identifier: MIT
// Red when thread/timer_wheel.c has
//     {
//             wheel->now = now;
// instead of
//     if (wheel->now != now) {
//             wheel->now = now;

#include "memory/heap.h"
#include "test/runner.h"
#include "thread/timer_wheel.h"
#include "x86/cpu.h"

#define FEW  250
#define MANY (8 * FEW)

static struct timer_wheel wheel;
static struct timer *timers;

// So many wait for the next tick, and as many, who came before them, for one
// that is a round later. The time that it takes to find the former.
static uint64_t time_of_a_tick(size_t count)
{
    timer_wheel_init(&wheel);
    for (size_t i = 0; i < 2 * count; i++) {
        timer_set(&wheel, &timers[i], i < count ? 1 + WHEEL_SLOTS : 1);
    }
    size_t nfound = 0;
    uint64_t start = rdtsc();
    while (timer_next_due(&wheel, 1) != NULL) {
        nfound++;
    }
    uint64_t time = rdtsc() - start;
    EXPECT_EQUAL(nfound, count);
    return time;
}

// The host may be busy with something else; but not each time.
static uint64_t shortest_of_ten(size_t count)
{
    uint64_t shortest = UINT64_MAX;
    for (int i = 0; i < 10; i++) {
        shortest = min(shortest, time_of_a_tick(count));
    }
    return shortest;
}

// Eight times as many take about eight times as long; if the search began anew
// for each that is found, it would be 64 times.
TEST(a_tick_looks_at_each_timer_once)
{
    timers = kmalloc(2 * MANY * sizeof(*timers));
    if (!EXPECT(timers != NULL)) {
        return;
    }
    EXPECT(shortest_of_ten(MANY) < 24 * shortest_of_ten(FEW));
    kfree(timers);
}
