// SPDX-License-Identifier: MIT
// Breaks: trap/stubs.asm: popfq => add rsp, 8

#include "test/runner.h"
#include "trap/trap.h"
#include "x86/cpu.h"
#include "x86/registers.h"

static volatile uint64_t flags, frame_address;

static void look(struct trap_frame *frame)
{
    flags = read_flags();
    frame_address = (uintptr_t)frame;
}

// Interrupted code may have the direction flag set, and rsp anywhere.
TEST(handler_gets_aligned_stack_and_clean_flags)
{
    trap_handler *before = trap_set_handler(VECTOR_BREAKPOINT, look);
    __asm__ volatile("std; int3; cld" : : : "memory", "cc");
    EXPECT(!(flags & RFLAGS_DF));
    EXPECT(!(flags & RFLAGS_IF));
    for (int i = 0; i < 2; i++) {
        EXPECT(is_aligned(frame_address, 16));
        __asm__ volatile("push $0; int3; add $8, %%rsp" : : : "memory", "cc");
    }
    EXPECT(is_aligned(frame_address, 16));
    trap_set_handler(VECTOR_BREAKPOINT, before);
}
