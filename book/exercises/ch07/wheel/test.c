// SPDX-License-Identifier: MIT

#include "device/pit.h"
#include "memory/heap.h"
#include "test/runner.h"
#include "thread/scheduler.h"
#include "thread/thread.h"
#include "thread/timer.h"
#include "x86/cpu.h"

#define FEW      100
#define MANY     10000
#define TICKS    10000 // in which timers are due, from 1 on
#define NTHREADS 20

static struct timer_wheel wheel;
static struct timer *timers; // MANY of them

// The same numbers each time: a linear congruential generator.
static uint64_t random_due(void)
{
    static uint32_t state = 1;
    state = state * 1664525 + 1013904223;
    return 1 + (state >> 8) % TICKS;
}

static void set_all(size_t count)
{
    timer_wheel_init(&wheel);
    for (size_t i = 0; i < count; i++) {
        timers[i] = (struct timer){0};
        timer_set(&wheel, &timers[i], random_due());
    }
}

// Each timer comes at its tick, and those of one tick come as they were set.
// Every seventh is cleared and does not come.
static void try_order(void)
{
    size_t nwrong = 0, ncome = 0, ncleared = 0;
    set_all(MANY);
    for (size_t i = 0; i < MANY; i += 7) {
        timer_clear(&timers[i]);
        ncleared++;
    }
    for (uint64_t now = 1; now <= TICKS; now++) {
        struct timer *timer, *before = NULL;
        while ((timer = timer_next_due(&wheel, now)) != NULL) {
            nwrong += timer->due != now || (timer - timers) % 7 == 0 ||
                      timer <= before || timer_is_set(timer);
            before = timer;
            ncome++;
        }
    }
    EXPECT_EQUAL(nwrong, 0);
    EXPECT_EQUAL(ncome, MANY - ncleared);
}

// The host may be busy with something else, but not each time.
static uint64_t cheapest_of_ten(size_t count)
{
    uint64_t cheapest = UINT64_MAX;
    for (int i = 0; i < 10; i++) {
        uint64_t start = rdtsc();
        set_all(count);
        cheapest = min(cheapest, (rdtsc() - start) / count);
    }
    return cheapest;
}

static volatile unsigned nwrong_naps;

static void *nap(void *ms)
{
    uint64_t due = scheduler_due((uintptr_t)ms);
    thread_sleep((uintptr_t)ms);
    uint64_t now = pit_ticks();
    if (now < due || now > due + 2) {
        __atomic_add_fetch(&nwrong_naps, 1, __ATOMIC_RELAXED);
    }
    return NULL;
}

static void try_threads(void)
{
    struct thread *threads[NTHREADS];
    for (uintptr_t i = 0; i < NTHREADS; i++) {
        threads[i] = thread_create("nap", nap, (void *)(10 + 37 * i % 300));
    }
    for (size_t i = 0; i < NTHREADS; i++) {
        thread_join(threads[i]);
    }
    EXPECT_EQUAL(nwrong_naps, 0);
}

TEST(timers_stand_in_a_wheel)
{
    timers = kmalloc(MANY * sizeof(*timers));
    if (!EXPECT(timers != NULL)) {
        return;
    }
    try_order();
    EXPECT(cheapest_of_ten(MANY) < 10 * cheapest_of_ten(FEW));
    kfree(timers);
    try_threads();
}
