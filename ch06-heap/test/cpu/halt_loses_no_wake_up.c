// SPDX-License-Identifier: MIT
// Breaks: common/x86/cpu.h: "sti; hlt" => "sti; nop; hlt"

#include "device/pit.h"
#include "test/runner.h"
#include "test/trap/irq_pending.h"
#include "trap/pic.h"
#include "x86/cpu.h"

// Waits, with interrupts off, until the timer requests an interrupt.
static void let_a_tick_wait(void)
{
    while (!irq_is_pending(IRQ_TIMER)) {
        pause();
    }
}

// The pending interrupt ends the hlt: one tick. With an instruction between sti
// and hlt it comes before the hlt, which then waits for the next tick.
TEST(halt_loses_no_wake_up)
{
    cli();
    let_a_tick_wait();
    uint64_t ticks = pit_ticks();
    sti_and_hlt();
    EXPECT_EQUAL(pit_ticks(), ticks + 1);

    cli();
    let_a_tick_wait();
    ticks = pit_ticks();
    __asm__ volatile("sti; nop; hlt" : : : "memory");
    EXPECT_EQUAL(pit_ticks(), ticks + 2);
}
