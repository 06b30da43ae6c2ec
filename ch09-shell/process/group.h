// SPDX-License-Identifier: MIT
// process/group.h - processes that a person starts, and ends, together.
//
// A group has the number of the process that began it. It exists while a
// process is in it.

#pragma once

#include "process/process.h"

// The group of the current process. The kernel's threads are in group 0, in
// which there is no process.
int group_current(void);

// Moves the current process (pid 0) or a child of it into a group: into a new
// one with the number of the process (group 0), or into one that exists.
// Returns 0, -ESRCH if there is no such child, -EINVAL if there is no such
// group.
int group_set(int64_t pid, int64_t group);

// Sends a signal to a process (pid > 0), to all of the caller's group (0), to
// all processes but the caller (-1), or to all of group -pid. Returns 0;
// -EINVAL if there is no such signal, -ESRCH if it reached no process.
int group_signal(int64_t pid, int64_t signal);

// Sends SIGINT to each process of a group. For a terminal, in an interrupt.
void group_interrupt(int group);
