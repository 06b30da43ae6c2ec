// SPDX-License-Identifier: MIT
// trap/trap_frame.h - what lies on the stack when C handles a trap.
//
// Intel SDM Vol. 3A, "64-Bit Mode Stack Frame". A stack grows down, so what was
// pushed last stands first.

#pragma once

#include "cpu/gdt.h"

struct trap_frame {
    // Pushed by trap_common in trap/stubs.asm. A handler that changes one
    // of these changes the register of the interrupted code.
    uint64_t r15, r14, r13, r12, r11, r10, r9, r8;
    uint64_t rbp, rdi, rsi, rdx, rcx, rbx, rax;
    uint64_t vector;     // pushed by the stub
    uint64_t error_code; // pushed by the CPU, or 0 by the stub
    // Pushed by the CPU, and loaded again by iretq.
    uint64_t rip, cs, rflags, rsp, ss;
};

// Did the trap interrupt a program?
static inline bool trap_is_in_program(const struct trap_frame *frame)
{
    return (frame->cs & GDT_RING_3) != 0;
}

_Static_assert(sizeof(struct trap_frame) % 16 == 0,
               "the CPU aligns the stack before it pushes; C wants it aligned");
