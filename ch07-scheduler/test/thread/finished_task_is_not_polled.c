// SPDX-License-Identifier: MIT
// Breaks: thread/event_loop.c: list_remove(&task->node); =>
// Breaks: thread/event_loop.c: if (!task->is_awake && !task->is_finished) {
//     => if (!task->is_awake) {

#include "test/runner.h"
#include "thread/event_loop.h"

static struct event_loop loop;
static unsigned nhasty, nlong;

// This task is woken during its last poll(), as by an interrupt.
static bool poll_hasty(struct task *task)
{
    nhasty++;
    task_wake(task);
    return true;
}

static struct task hasty = {.name = "hasty", .poll = poll_hasty};

// Wakes the task that has finished.
static bool poll_long(struct task *task)
{
    task_wake(&hasty);
    task_wake(task);
    return ++nlong == 5;
}

static struct task lasting = {.name = "lasting", .poll = poll_long};

TEST(finished_task_is_not_polled)
{
    event_loop_init(&loop);
    event_loop_add(&loop, &hasty);
    event_loop_add(&loop, &lasting);
    event_loop_run(&loop);
    EXPECT_EQUAL(nhasty, 1);
    EXPECT_EQUAL(nlong, 5);
    EXPECT(list_is_empty(&loop.awake));
}
