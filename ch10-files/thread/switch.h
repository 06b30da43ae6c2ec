// SPDX-License-Identifier: MIT
// thread/switch.h - the context switch: from one thread's stack to another's.

#pragma once

#include "base/types.h"

// thread/switch.asm: stores the stack pointer in *save and continues on the
// stack `next`. Returns when another thread switches back to this stack.
// Interrupts are off.
void thread_switch(uint64_t **save, uint64_t *next);

// What thread_switch() has pushed on a stack that it has left, lowest address
// first. The stack of a new thread is laid out in the same way.
struct switch_frame {
    uint64_t r15, r14, r13, r12, rbx, rbp;
    uint64_t return_address;
};
