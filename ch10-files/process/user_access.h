// SPDX-License-Identifier: MIT
// process/user_access.h - user_copy.asm, which only user_copy.c may call.

#pragma once

#include "base/types.h"

// Copies nbytes. One side is user memory: the caller has checked that it lies
// in the lower half, and allows the access by user_access_begin(). Returns
// false after a page fault there: part of the bytes may have been copied.
bool user_copy_bytes(void *to, const void *from, size_t nbytes);

// Copies a string from user memory, at most `size` bytes with its zero byte, on
// the same terms. Returns its length, `size` if there is no zero byte among
// them, or -EFAULT.
int64_t user_copy_string(char *to, const char *from, size_t size);

// An entry of the exception table: an instruction that may fault on user
// memory, and its fixup, the address at which the kernel then goes on.
struct user_fault {
    uintptr_t instruction, fixup;
};
extern const struct user_fault user_copy_faults[], user_copy_faults_end[];
