// SPDX-License-Identifier: MIT
// process/inherit.h - what a child gets from its parent.

#pragma once

#include "process/process.h"

// Gives the kernel the descriptors 0, 1 and 2 of the console, which its
// children inherit, and theirs in turn. main.c calls it once.
void inherit_init(struct process *kernel);

// Gives a new process, which has a pid, its group, working directory and
// descriptors: those of its parent, but for what the options choose. Returns 0,
// -EINVAL, -EBADF or -ENOMEM; the caller then closes its descriptors.
MUST_USE int inherit(struct process *process,
                     const struct spawn_options *options);
