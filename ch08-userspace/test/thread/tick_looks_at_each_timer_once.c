// SPDX-License-Identifier: MIT
// Breaks: thread/timer.c: if (list_is_empty(timers) ||
//     => LIST_FOR_EACH(n, timers) { __asm__(""); } if (list_is_empty(timers) ||

#include "memory/heap.h"
#include "test/runner.h"
#include "thread/timer.h"
#include "x86/cpu.h"

#define FEW  250
#define MANY (8 * FEW)

static struct timer *timers;

// Sets `count` timers for tick 1 and as many for tick 2. Returns the time that
// it takes to find those of tick 1.
static uint64_t time_of_a_tick(size_t count)
{
    struct list list;
    list_init(&list);
    for (size_t i = 0; i < 2 * count; i++) {
        timer_set(&list, &timers[i], i < count ? 1 : 2);
    }
    size_t nfound = 0;
    uint64_t start = rdtsc();
    while (timer_next_due(&list, 1) != NULL) {
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

// Eight times as many timers take about eight times as long. If the search
// began anew after each timer found, they would take 64 times as long.
TEST(tick_looks_at_each_timer_once)
{
    timers = kmalloc(2 * MANY * sizeof(*timers));
    if (!EXPECT(timers != NULL)) {
        return;
    }
    EXPECT(shortest_of_ten(MANY) < 24 * shortest_of_ten(FEW));
    kfree(timers);
}
