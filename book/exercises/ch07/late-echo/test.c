// SPDX-License-Identifier: MIT

#include "device/pit.h"
#include "test/runner.h"
#include "thread/scheduler.h"
#include "thread/semaphore.h"
#include "thread/thread.h"

#define NBUSY  10
#define NNAPS  30
#define SECOND 1000 // in ms

static volatile bool is_over;
static struct thread *busy[NBUSY];
static uint64_t nticks[NBUSY];
static volatile unsigned nlate;

static void *be_busy(void *argument)
{
    uint64_t before = thread_current()->nticks;
    while (!is_over) {
    }
    *(uint64_t *)argument = thread_current()->nticks - before;
    return NULL;
}

static void start_busy(size_t count)
{
    is_over = false;
    for (size_t i = 0; i < count; i++) {
        busy[i] = thread_create("busy", be_busy, &nticks[i]);
    }
}

static void end_busy(size_t count)
{
    is_over = true;
    for (size_t i = 0; i < count; i++) {
        thread_join(busy[i]);
    }
}

static void *nap(void *unused)
{
    for (int i = 0; i < NNAPS; i++) {
        uint64_t due = scheduler_due(30);
        thread_sleep(30);
        nlate += pit_ticks() > due + 1;
    }
    return unused;
}

// Whoever is woken is there at once; whom it interrupts has his share.
static void try_sleepers(void)
{
    struct thread *sleepers[3];
    nlate = 0;
    start_busy(NBUSY);
    for (size_t i = 0; i < ARRAY_LENGTH(sleepers); i++) {
        sleepers[i] = thread_create("sleeper", nap, NULL);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(sleepers); i++) {
        thread_join(sleepers[i]);
    }
    thread_sleep(SECOND);
    end_busy(NBUSY);
    EXPECT(nlate <= NNAPS * ARRAY_LENGTH(sleepers) / 10);
    uint64_t all = 0;
    for (size_t i = 0; i < NBUSY; i++) {
        all += nticks[i];
    }
    EXPECT(all > 100);
    for (size_t i = 0; i < NBUSY; i++) {
        EXPECT(nticks[i] * NBUSY >= all / 2 && nticks[i] * NBUSY <= all * 2);
    }
}

static struct semaphore there, back;

static void *ping(void *unused)
{
    while (!is_over) {
        semaphore_up(&there);
        semaphore_down(&back);
    }
    semaphore_up(&there);
    return unused;
}

static void *pong(void *unused)
{
    while (!is_over) {
        semaphore_down(&there);
        semaphore_up(&back);
    }
    semaphore_up(&back);
    return unused;
}

static void try_greedy_pair(void)
{
    semaphore_init(&there, "there", 0);
    semaphore_init(&back, "back", 0);
    start_busy(1);
    struct thread *a = thread_create("ping", ping, NULL);
    struct thread *b = thread_create("pong", pong, NULL);
    thread_sleep(2 * SECOND);
    end_busy(1);
    thread_join(a);
    thread_join(b);
    EXPECT(nticks[0] >= 40); // of 200; a third is 66
}

static volatile unsigned nturns;

static void *count_turns(void *unused)
{
    while (!is_over) {
        nturns++;
        scheduler_yield();
    }
    return unused;
}

// Who gives way lets all others go first, and they it.
static void try_giving_way(void)
{
    struct thread *others[3];
    is_over = false;
    nturns = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(others); i++) {
        others[i] = thread_create("turns", count_turns, NULL);
    }
    for (unsigned i = 1; i <= 1000; i++) {
        scheduler_yield();
        EXPECT(nturns + 6 >= 3 * i && nturns <= 3 * i + 6);
    }
    is_over = true;
    for (size_t i = 0; i < ARRAY_LENGTH(others); i++) {
        thread_join(others[i]);
    }
}

TEST(who_is_woken_is_not_late)
{
    try_sleepers();
    try_greedy_pair();
    try_giving_way();
}
