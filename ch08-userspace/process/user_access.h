// SPDX-License-Identifier: MIT
// process/user_access.h - process/user_copy.asm, for process/user_copy.c alone.

#pragma once

#include "base/types.h"

bool user_copy_bytes(void *to, const void *from, size_t nbytes);
int64_t user_copy_string(char *to, const char *from, size_t size);

// An instruction that may fault over a program's memory, and where it goes on.
struct user_fault {
    uintptr_t instruction, go_on;
};
extern const struct user_fault user_copy_faults[], user_copy_faults_end[];
