// SPDX-License-Identifier: MIT
// Breaks: thread/event_loop.c: if (task != NULL) { => if (false) {

#include "device/pit.h"
#include "test/runner.h"
#include "thread/event_loop.h"
#include "thread/scheduler.h"
#include "trap/trap.h"
#include "x86/cpu.h"

#define WAKE_UPS 2000

static struct event_loop loop;
static volatile unsigned long nwoken, npolled, nidle_polls;
static trap_handler *ticks_handler;

static bool poll(struct task *task)
{
    (void)task;
    npolled++;
    return nwoken >= WAKE_UPS;
}

static bool poll_once(struct task *task)
{
    (void)task;
    nidle_polls++;
    return nidle_polls == 2; // added once, woken once
}

static struct task woken = {.name = "woken at each tick", .poll = poll};
static struct task asleep = {.name = "woken once", .poll = poll_once};

static void wake(struct trap_frame *frame)
{
    nwoken++;
    task_wake(&woken);
    if (nwoken == WAKE_UPS) {
        task_wake(&asleep);
    }
    ticks_handler(frame);
}

TEST(event_loop_loses_no_wake_up)
{
    EXPECT_EQUAL(pit_init(10000), 0);
    event_loop_init(&loop);
    event_loop_add(&loop, &woken);
    event_loop_add(&loop, &asleep);
    cli(); // no tick before we know where to pass it on
    ticks_handler = trap_set_handler(VECTOR_IRQ_BASE, wake);
    sti();
    event_loop_run(&loop); // after a lost wake-up it would never return
    trap_set_handler(VECTOR_IRQ_BASE, ticks_handler);
    EXPECT_EQUAL(pit_init(100), 0);
    EXPECT_EQUAL(nidle_polls, 2);
    EXPECT(npolled <= nwoken + 1); // no poll without a wake-up
    EXPECT(npolled > WAKE_UPS / 4);
}
