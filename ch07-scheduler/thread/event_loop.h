// SPDX-License-Identifier: MIT
// thread/event_loop.h - many tasks on one stack.
//
// A task is a function that does what it can do now and returns: it never
// waits. The loop calls it again after it has been woken. While no task is
// awake the CPU is halted.

#pragma once

#include "base/list.h"
#include "cpu/spinlock.h"

struct event_loop {
    struct spinlock lock;
    struct list awake; // [lock] tasks to be polled, in the order of waking
    size_t ntasks;     // [lock] that have not finished
};

struct task {
    const char *name;
    bool (*poll)(struct task *task); // true: it has finished
    struct event_loop *loop;
    struct list_node node; // [loop->lock]
    bool is_awake;         // [loop->lock]
    bool is_finished;      // [loop->lock]
};

void event_loop_init(struct event_loop *loop);

// Adds a task, awake. The struct must stay valid until the task has finished.
void event_loop_add(struct event_loop *loop, struct task *task);

// Wakes a task: the loop will poll it once more. May be called anywhere, in
// interrupt handlers too. Does nothing to a task that is awake or has finished.
void task_wake(struct task *task);

// Polls tasks until all have finished.
void event_loop_run(struct event_loop *loop);
