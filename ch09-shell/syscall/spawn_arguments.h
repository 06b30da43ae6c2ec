// SPDX-License-Identifier: MIT
// syscall/spawn_arguments.h - what is passed to the calls that start a program.

#pragma once

#include "process/arguments.h"
#include "syscall/syscall_entry.h"

// Copies the program's name, of at most PROCESS_NAME_SIZE bytes, and the
// strings of argv. Returns 0, or a negative errno.
int64_t spawn_arguments_get(const struct syscall_arguments *in, char *name,
                            struct arguments *arguments);
