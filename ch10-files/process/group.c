// SPDX-License-Identifier: MIT
// process/group.c - processes that a person starts, and ends, together.

#include "process/group.h"

#include "abi/signal.h"
#include "base/errno.h"
#include "process/process_table.h"

int group_current(void)
{
    return process_current()->group;
}

int group_set(int64_t pid, int64_t group)
{
    struct process *process = pid == 0
                                  ? process_current()
                                  : process_table_find(process_current(), pid);
    if (process == NULL) {
        return -ESRCH;
    }
    if (group == 0) {
        group = process->pid;
    }
    if (group != process->pid && !process_table_has_group(group)) {
        return -EINVAL;
    }
    process->group = (int)group;
    return 0;
}

// --- signals ---

// Which processes a signal is for: one, all but one, or a group.
struct delivery {
    int signal;
    int64_t pid;     // 0: not one process
    int64_t all_but; // 0: not all but one
    int64_t group;   // 0: not a group
    size_t count;    // processes that it has reached
};

static bool is_meant(const struct process *process,
                     const struct delivery *delivery)
{
    if (delivery->all_but != 0) {
        return process->pid != delivery->all_but;
    }
    return process->pid == delivery->pid || process->group == delivery->group;
}

static bool ends_process(int signal)
{
    return signal != 0 && signal != SIGCHLD && signal != SIGCONT &&
           signal != SIGWINCH;
}

static void deliver(struct process *process, void *argument)
{
    struct delivery *delivery = argument;
    if (!is_meant(process, delivery)) {
        return;
    }
    delivery->count++;
    if (!ends_process(delivery->signal) ||
        (delivery->signal == SIGINT && process->ignores_interrupt)) {
        return;
    }
    if (process->signal == 0) {
        process->signal = delivery->signal;
    }
    thread_kill(process->thread);
}

int group_signal(int64_t pid, int64_t signal)
{
    struct process *self = process_current();
    if (signal < 0 || signal >= SIGNAL_MAX) {
        return -EINVAL;
    }
    struct delivery delivery = {.signal = (int)signal};
    if (pid == -1) {
        delivery.all_but = self->pid;
    } else if (pid > 0) {
        delivery.pid = pid;
    } else {
        delivery.group = pid == 0 ? self->group : -pid;
    }
    process_table_visit(deliver, &delivery);
    return delivery.count > 0 ? 0 : -ESRCH;
}

void group_interrupt(int group)
{
    struct delivery delivery = {.group = group, .signal = SIGINT};
    process_table_visit(deliver, &delivery);
}
