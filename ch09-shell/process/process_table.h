// SPDX-License-Identifier: MIT
// process/process_table.h - which process has which pid.

#pragma once

#include "process/process.h"

// Gives the process the next free pid. Returns false if there are too many
// processes.
MUST_USE bool process_table_add(struct process *process);

// Calls visit(process, argument) for each process whose thread has begun, with
// the table's lock held. visit() may take scheduler_lock. May be called in an
// interrupt handler.
void process_table_visit(void (*visit)(struct process *process, void *argument),
                         void *argument);

// Is a process in this group? A zombie is, too.
bool process_table_has_group(int64_t group);

// Is a process in this group that has not ended?
bool process_table_group_lives(int64_t group);

// Describes at most `count` processes. Returns how many.
size_t process_table_list(struct process_info *infos, size_t count);

// Frees the pid.
void process_table_remove(struct process *process);

// Returns the child of `parent` with this pid, or NULL. Only for the parent's
// thread: no other thread frees the child.
struct process *process_table_find(const struct process *parent, int64_t pid);
