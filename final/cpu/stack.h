// SPDX-License-Identifier: MIT
// cpu/stack.h - stacks with guard pages, which catch an overflow.
//
// Below each stack lies a guard page, which is not mapped. A stack that has
// grown too large faults there, instead of writing over what comes below.

#pragma once

#include "base/types.h"
#include "boot/paging.h"

#define STACK_SIZE (4 * PAGE_SIZE) // of each stack, in bytes

// Unmaps the guard pages of the boot stack and of the stacks for faults, in the
// tables of boot/tables.asm. Once, by cpu_init().
void stack_guard_init(void);

// The end of the stack for faults number ist (cpu/tss.h): a stack grows down.
uintptr_t stack_end_for_ist(unsigned ist);

// Does a stack frame at this address lie on one of these stacks?
bool stack_contains(uintptr_t address);

// The name of the stack in whose guard page the address lies; or NULL.
const char *stack_guarded_at(uintptr_t address);

// A later layer has stacks of its own. Its two functions are called for each
// address that lies on none of the stacks that this file knows.
void stack_register_lookup(bool (*holds)(uintptr_t address),
                           const char *(*guarded_at)(uintptr_t address));
