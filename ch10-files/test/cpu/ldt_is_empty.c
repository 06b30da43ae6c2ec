// SPDX-License-Identifier: MIT
// Breaks: cpu/gdt.c: lldt(0); =>

#include "test/runner.h"
#include "trap/trap.h"

static volatile uint64_t seen;

// The instruction has two bytes.
static void skip(struct trap_frame *frame)
{
    seen = frame->vector;
    frame->rip += 2;
}

// Entry 1 of the LDT. Without an LDT that is a general protection fault; with
// the one that a reset leaves, the CPU reads address 8.
TEST(ldt_is_empty)
{
    trap_handler *page_fault = trap_set_handler(VECTOR_PAGE_FAULT, skip);
    trap_handler *protection =
        trap_set_handler(VECTOR_GENERAL_PROTECTION, skip);
    __asm__ volatile("mov %0, %%es" : : "a"(8 | 4) : "memory");
    trap_set_handler(VECTOR_GENERAL_PROTECTION, protection);
    trap_set_handler(VECTOR_PAGE_FAULT, page_fault);
    EXPECT_EQUAL(seen, VECTOR_GENERAL_PROTECTION);
}
