// SPDX-License-Identifier: MIT
// process/loader.h - fills a process's memory from its program's file.

#pragma once

#include "process/process.h"

// Maps the program's segments and a stack with the arguments in the process's
// empty address space, and sets its entry, rsp and heap. Returns 0; -ENOEXEC,
// -EINTR, or what program_load() returns, and then the caller frees the address
// space.
MUST_USE int load_program(struct process *process, const char *name,
                          const struct arguments *arguments);
