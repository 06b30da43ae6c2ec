// SPDX-License-Identifier: MIT
// cpu/stack.h - stacks that nobody can run off the end of unnoticed.
//
// Below each stack lies a guard page, which is not mapped. A stack that has
// grown too large faults there, instead of writing over what comes below.

#pragma once

#include "base/types.h"
#include "x86/paging.h"

#define STACK_SIZE (4 * PAGE_SIZE) // of each stack, in bytes

// Unmaps the guard pages of the boot stack and of the stacks for faults, in the
// tables of boot/tables.asm. Once, by cpu_init().
void stack_guard_init(void);

// The end of the stack for faults number ist (cpu/tss.h): a stack grows down.
uintptr_t stack_end_for_ist(unsigned ist);

// Does a stack frame at this address lie on one of these stacks?
bool stack_holds(uintptr_t address);

// Whose guard page holds the address; NULL if it is in none.
const char *stack_guarded_at(uintptr_t address);

// There are more stacks than these: the two are asked for what is on none.
void stack_set_others(bool (*holds)(uintptr_t address),
                      const char *(*guarded_at)(uintptr_t address));
