// SPDX-License-Identifier: MIT
// Breaks: trap/pic.c: && !is_in_service(irq) => && false
// Breaks: trap/pic.c: outb(PIC1_COMMAND, PIC_OCW2_EOI); // for its line 2 =>

#include "device/pit.h"
#include "test/runner.h"
#include "test/trap/irq_pending.h"
#include "trap/pic.h"
#include "trap/pic_registers.h"
#include "trap/vectors.h"
#include "x86/cpu.h"

// The real-time clock on IRQ 8: its registers are behind an index port.
#define RTC_INDEX 0x70
#define RTC_DATA  0x71

static uint8_t rtc_read(uint8_t index)
{
    outb(RTC_INDEX, index);
    return inb(RTC_DATA);
}

static void rtc_write(uint8_t index, uint8_t value)
{
    outb(RTC_INDEX, index);
    outb(RTC_DATA, value);
}

// Lets the clock request an interrupt, and masks the line while interrupts are
// off: no line is left, so the second controller reports IRQ 15.
static void provoke_irq_15(void)
{
    cli();
    uint8_t mask = inb(PIC2_DATA);
    outb(PIC2_DATA, mask & ~1);
    uint8_t b = rtc_read(0x0B);
    rtc_write(0x0B, b | 0x40); // periodic interrupt, about 1000 a second
    while (!irq_is_pending(8)) {
        pause();
    }
    outb(PIC2_DATA, mask | 1);
    sti();
    for (int i = 0; i < 100; i++) {
        pause();
    }
    rtc_write(0x0B, b);
    rtc_read(0x0C); // ends the request
}

static volatile unsigned ncalls;

static void count_call(void)
{
    ncalls++;
}

TEST(spurious_interrupts_reach_no_handler)
{
    irq_set_handler(7, count_call);
    irq_set_handler(15, count_call);
    __asm__ volatile("int %0" : : "i"(VECTOR_IRQ_BASE + 7) : "memory");
    provoke_irq_15();
    irq_set_handler(7, NULL);
    irq_set_handler(15, NULL);
    EXPECT_EQUAL(ncalls, 0);
    // IRQ 2, by which the first controller saw the second's, is not in service.
    outb(PIC1_COMMAND, PIC_OCW3_READ_ISR);
    EXPECT_EQUAL(inb(PIC1_COMMAND), 0);

    // No interrupt is left in service: the timer's still arrive.
    uint64_t ticks = pit_ticks();
    while (pit_ticks() < ticks + 3) {
        hlt();
    }
}
