// SPDX-License-Identifier: MIT
// Breaks: trap/pic.c: mask | bit(irq) : mask & ~bit(irq) => mask | bit(irq) : 0
// Breaks: trap/pic.c: mask | bit(irq) : mask & ~bit => 0xFF : mask & ~bit

#include "device/pit.h"
#include "device/serial_input.h"
#include "test/runner.h"
#include "test/trap/irq_pending.h"
#include "trap/pic.h"
#include "trap/pic_registers.h"
#include "x86/cpu.h"

// Of all 16 lines: a set bit masks a line.
static unsigned masks(void)
{
    return inb(PIC1_DATA) | (unsigned)inb(PIC2_DATA) << 8;
}

static void ignore(void)
{
}

static void the_timer_alone_is_silent(void)
{
    unsigned before = masks();
    irq_set_handler(IRQ_TIMER, NULL);
    EXPECT_EQUAL(masks(), before | 1u << IRQ_TIMER);
    uint64_t ticks = pit_ticks();
    while (!irq_is_pending(IRQ_TIMER)) { // requested, but masked
        pause();
    }
    EXPECT_EQUAL(pit_ticks(), ticks);
    irq_set_handler(IRQ_TIMER, pit_handle_interrupt);
    EXPECT_EQUAL(masks(), before);
    while (pit_ticks() < ticks + 2) {
        hlt();
    }
}

TEST(pic_masks_one_line)
{
    unsigned before = masks();
    unsigned unmasked = 1 << IRQ_TIMER | 1 << IRQ_KEYBOARD | 1 << IRQ_SERIAL |
                        1 << PIC_CASCADE_IRQ;
    EXPECT_EQUAL(before, 0xFFFF & ~unmasked);
    for (unsigned irq = IRQ_COUNT - 1; irq > IRQ_SERIAL; irq--) {
        irq_set_handler(irq, ignore);
        EXPECT_EQUAL(masks(), before & ~(1u << irq));
        irq_set_handler(irq, NULL);
        EXPECT_EQUAL(masks(), before);
    }
    the_timer_alone_is_silent();
}
