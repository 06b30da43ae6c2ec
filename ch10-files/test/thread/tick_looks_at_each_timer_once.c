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

// So many timers are due at the next tick, and as many later. Returns the time
// that it takes to find the former.
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

// Eight times as many take about eight times as long; if the search began anew
// for each that is found, it would be 64 times.
TEST(tick_looks_at_each_timer_once)
{
    timers = kmalloc(2 * MANY * sizeof(*timers));
    if (!EXPECT(timers != NULL)) {
        return;
    }
    EXPECT(shortest_of_ten(MANY) < 24 * shortest_of_ten(FEW));
    kfree(timers);
}
