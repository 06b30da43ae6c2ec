// SPDX-License-Identifier: MIT
// thread/switch.h - from one thread's stack to another's.

#pragma once

#include "base/types.h"

// thread/switch.asm: notes where this stack is left, and goes on with another.
// Returns when somebody switches back. Interrupts are off.
void thread_switch(uint64_t **leave, uint64_t *go_on);

// What it has pushed when it leaves a stack, lowest address first. Who makes a
// stack that it is to go on with lays out the same.
struct switch_frame {
    uint64_t r15, r14, r13, r12, rbx, rbp;
    uint64_t return_address;
};
