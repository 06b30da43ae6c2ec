// SPDX-License-Identifier: MIT
// thread/thread_stack.h - a stack for each thread, with a guard below it.

#pragma once

#include "base/types.h"

struct thread;

// Once, by thread_init().
void thread_stack_init(void);

// Returns the end of a stack of STACK_SIZE bytes for this thread, on a 16-byte
// boundary; NULL if there is no memory for it.
uint64_t *thread_stack_take(struct thread *owner);

// Frees a stack. No thread may be running on it.
void thread_stack_put(uint64_t *end);

// Frees the memory of the stacks that are cached for the next threads.
void thread_stack_trim(void);

// Returns the thread whose stack or guard has the address; or NULL.
struct thread *thread_stack_owner(uintptr_t address);

// Does the address lie on the stack of a thread, above its guard?
bool thread_stack_contains(uintptr_t address);
