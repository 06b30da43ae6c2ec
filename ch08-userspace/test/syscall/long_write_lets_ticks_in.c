// SPDX-License-Identifier: MIT
// Breaks: trap/pic.c: end_of_interrupt(irq); =>

#include "base/kprintf.h"
#include "device/pit.h"
#include "device/pit_registers.h"
#include "test/programs.h"
#include "test/runner.h"
#include "trap/pic.h"
#include "trap/trap.h"
#include "trap/vectors.h"
#include "x86/cpu.h"

#define RATE_HZ             5000
#define DIVISOR             (PIT_CLOCK_HZ / RATE_HZ)
#define PIT_CONTROL_LATCH_0 0x00 // keeps the count as it is, to be read

static trap_handler *ticks_handler;
static unsigned nmeasured, longest; // longest: in counts of the PIT

// The timer counts down and starts again at each tick. So its count tells how
// long the tick has waited until interrupts were on.
static void on_tick(struct trap_frame *frame)
{
    outb(PIT_CONTROL, PIT_CONTROL_LATCH_0);
    unsigned low = inb(PIT_COUNTER_0);
    unsigned count = low | (unsigned)inb(PIT_COUNTER_0) << 8;
    if (DIVISOR - count > longest) {
        longest = DIVISOR - count;
    }
    nmeasured++;
    ticks_handler(frame);
}

// long_writes_keep_interrupts_off_briefly.py lets QEMU count instructions as
// time, reads the line that this test prints, and sets the limit.
TEST(long_write_lets_ticks_in)
{
    EXPECT_EQUAL(pit_init(RATE_HZ), 0);
    ticks_handler = trap_set_handler(VECTOR_IRQ_BASE + IRQ_TIMER, on_tick);
    EXPECT_EQUAL(run("floods_console"), 0);
    trap_set_handler(VECTOR_IRQ_BASE + IRQ_TIMER, ticks_handler);
    EXPECT_EQUAL(pit_init(100), 0);
    EXPECT(nmeasured > 0);
    kprintf("\n%u ticks waited for at most %u ns\n", nmeasured,
            longest * (1000000000 / PIT_CLOCK_HZ));
}
