// SPDX-License-Identifier: MIT

#include "device/pit.h"
#include "test/runner.h"
#include "trap/trap.h"
#include "x86/cpu.h"

#define UNUSED_VECTOR 0x90

static uint64_t count_in_handler;

static void on_breakpoint(struct trap_frame *frame)
{
    count_in_handler = trap_count((unsigned)frame->vector);
}

// How many more ticks the timer has counted than trap_count().
static uint64_t ticks_not_counted(void)
{
    cli();
    uint64_t difference = pit_ticks() - trap_count(VECTOR_IRQ_BASE);
    sti();
    return difference;
}

TEST(interrupts_are_counted)
{
    uint64_t breakpoints = trap_count(VECTOR_BREAKPOINT);
    trap_handler *handler = trap_set_handler(VECTOR_BREAKPOINT, on_breakpoint);
    for (unsigned i = 1; i <= 5; i++) {
        __asm__ volatile("int3");
        EXPECT_EQUAL(trap_count(VECTOR_BREAKPOINT), breakpoints + i);
        EXPECT_EQUAL(count_in_handler, breakpoints + i);
    }
    trap_set_handler(VECTOR_BREAKPOINT, handler);

    uint64_t unused = trap_count(UNUSED_VECTOR);
    __asm__ volatile("int %0" : : "i"(UNUSED_VECTOR));
    EXPECT_EQUAL(trap_count(UNUSED_VECTOR), unused + 1);
    EXPECT_EQUAL(trap_count(UNUSED_VECTOR + 1), 0);
    EXPECT_EQUAL(trap_count(0xFF), 0);

    uint64_t difference = ticks_not_counted();
    uint64_t ticks = pit_ticks();
    while (pit_ticks() < ticks + 3) {
        hlt();
    }
    EXPECT_EQUAL(ticks_not_counted(), difference);
}
