// SPDX-License-Identifier: MIT
// thread/thread_stack.h - a stack for each thread, with a guard below it.

#pragma once

#include "base/types.h"

struct thread;

// A stack of STACK_SIZE bytes for the thread: its end, on a 16-byte boundary;
// NULL if there is no memory for it.
uint64_t *thread_stack_take(struct thread *owner);

// Gives it back. Nobody may be running on it.
void thread_stack_put(uint64_t *end);

// Gives the memory back of the stacks that are kept for the next threads.
void thread_stack_trim(void);

// Whose stack the address is on, or in whose guard; NULL: nobody's.
struct thread *thread_stack_owner(uintptr_t address);

// Is the address on a stack, and not in its guard?
bool thread_stack_holds(uintptr_t address);
