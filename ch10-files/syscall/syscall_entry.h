// SPDX-License-Identifier: MIT
// syscall/syscall_entry.h - what syscall_entry.asm and C need of each other.

#pragma once

#include "base/types.h"

// syscall/syscall_entry.asm: the entry point of the instruction SYSCALL.
extern const uint8_t syscall_entry[];

// The arguments of a call, each under the name of its register, in the order in
// which syscall_entry.asm has pushed them, last to first.
struct syscall_arguments {
    uint64_t rdi, rsi, rdx, r10, r8, r9;
};

// A system call returns its result, or a negative errno.
typedef int64_t syscall_function(const struct syscall_arguments *in);

// syscall/calls.c: what each number means.
extern syscall_function *const syscall_table[];
