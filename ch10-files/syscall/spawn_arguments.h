// SPDX-License-Identifier: MIT
// syscall/spawn_arguments.h - what is passed to the calls that start a program.

#pragma once

#include "process/arguments.h"
#include "syscall/syscall_entry.h"

// Copies the program's name, of at most PATH_MAX bytes with its zero, and the
// strings of argv. Returns 0, or a negative errno.
int64_t spawn_arguments_get(const struct syscall_arguments *in, char *name,
                            struct arguments *arguments);

// Copies the strings of an environment behind those of argv; 0: it is empty.
// Returns 0, or a negative errno.
int64_t spawn_environment_get(uint64_t envp, struct arguments *arguments);
