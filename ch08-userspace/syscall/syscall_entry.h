// SPDX-License-Identifier: MIT
// syscall/syscall_entry.h - between assembly and C.

#pragma once

#include "base/types.h"

// syscall/syscall_entry.asm: where SYSCALL leads.
extern const uint8_t syscall_entry[];

// syscall/table.c: what each number means.
extern void (*const syscall_table[])(void);

// syscall/system_call.c: for a program that is not to go on: it was stopped, or
// would return to an address that is not in its own half.
_Noreturn void syscall_stopped(void);
_Noreturn void syscall_outside(void);
