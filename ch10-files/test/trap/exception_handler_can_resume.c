// SPDX-License-Identifier: MIT
// Breaks: trap/trap.c: handlers[vector] = handler; =>

#include "test/runner.h"
#include "trap/trap.h"

static volatile uint64_t seen;

// ud2 has two bytes. The instruction behind it goes on with what we put in rax.
static void skip_ud2(struct trap_frame *frame)
{
    seen = frame->vector;
    frame->rip += 2;
    frame->rax = 0x1234;
}

static void count(struct trap_frame *frame)
{
    seen = 100 + frame->vector;
}

TEST(exception_handler_can_resume)
{
    uint64_t rax = 0;
    trap_handler *before = trap_set_handler(VECTOR_INVALID_OPCODE, skip_ud2);
    __asm__ volatile("ud2" : "+a"(rax) : : "memory");
    trap_set_handler(VECTOR_INVALID_OPCODE, before);
    EXPECT_EQUAL(seen, VECTOR_INVALID_OPCODE);
    EXPECT_EQUAL(rax, 0x1234);

    before = trap_set_handler(VECTOR_BREAKPOINT, count);
    __asm__ volatile("int3" : : : "memory");
    trap_set_handler(VECTOR_BREAKPOINT, before);
    EXPECT_EQUAL(seen, 100 + VECTOR_BREAKPOINT);

    // A vector without a handler is logged and ignored.
    __asm__ volatile("int $0x80" : : : "memory");
}
