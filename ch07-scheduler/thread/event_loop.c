// SPDX-License-Identifier: MIT
// thread/event_loop.c - many tasks on one stack.

#include "thread/event_loop.h"

#include "x86/cpu.h"

void event_loop_init(struct event_loop *loop)
{
    *loop = (struct event_loop){.lock = {.name = "event loop"}};
    list_init(&loop->awake);
}

void task_wake(struct task *task)
{
    spin_lock(&task->loop->lock);
    if (!task->is_awake && !task->is_finished) {
        task->is_awake = true;
        list_push_back(&task->loop->awake, &task->node);
    }
    spin_unlock(&task->loop->lock);
}

void event_loop_add(struct event_loop *loop, struct task *task)
{
    task->loop = loop;
    task->is_awake = false;
    task->is_finished = false;
    spin_lock(&loop->lock);
    loop->ntasks++;
    spin_unlock(&loop->lock);
    task_wake(task);
}

// Takes the first task that is awake; NULL: there is none. The task counts as
// asleep from here on, so a wake-up during its poll() has it polled again.
static struct task *next_task(struct event_loop *loop)
{
    spin_lock(&loop->lock);
    struct list_node *node = list_pop_front(&loop->awake);
    struct task *task =
        node == NULL ? NULL : LIST_ENTRY(node, struct task, node);
    if (task != NULL) {
        task->is_awake = false;
    }
    spin_unlock(&loop->lock);
    return task;
}

// The task may have been woken while it was polled for the last time.
static void finish(struct event_loop *loop, struct task *task)
{
    spin_lock(&loop->lock);
    task->is_finished = true;
    if (task->is_awake) {
        task->is_awake = false;
        list_remove(&task->node);
    }
    loop->ntasks--;
    spin_unlock(&loop->lock);
}

void event_loop_run(struct event_loop *loop)
{
    while (loop->ntasks > 0) {
        // Off, so that no task is woken between the test and the hlt.
        cli();
        struct task *task = next_task(loop);
        if (task == NULL) {
            sti_and_hlt();
            continue;
        }
        sti();
        if (task->poll(task)) {
            finish(loop, task);
        }
    }
}
