// SPDX-License-Identifier: MIT
// process/loader.h - from a program's file to its memory.

#pragma once

#include "process/process.h"

// Fills in the empty address space of a process, where it begins, and its
// stack with the arguments. Returns 0, -ENOENT, -ENOEXEC or -ENOMEM; whoever
// calls gives back what is mapped then.
MUST_USE int load_program(struct process *process, const char *name,
                          const struct arguments *arguments);
