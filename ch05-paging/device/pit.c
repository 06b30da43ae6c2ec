// SPDX-License-Identifier: MIT
// device/pit.c - the timer: an interrupt many times a second.
//
// Owns counter 0 of the PIT and the number of its ticks. The number is written
// in the interrupt alone, in one piece, so reading it needs no lock.

#include "device/pit.h"

#include "base/errno.h"
#include "device/pit_registers.h"
#include "trap/pic.h"
#include "x86/cpu.h"

static volatile uint64_t nticks;
static void (*volatile tick_handler)(void);

static void handle_tick(void)
{
    nticks++;
    if (tick_handler != NULL) {
        tick_handler();
    }
}

int pit_init(unsigned hz)
{
    if (hz < PIT_HZ_MIN || hz > PIT_HZ_MAX) {
        return -EINVAL;
    }
    unsigned divisor = (PIT_CLOCK_HZ + hz / 2) / hz;
    outb(PIT_CONTROL,
         PIT_CONTROL_COUNTER_0 | PIT_CONTROL_RW_BOTH | PIT_CONTROL_MODE_2);
    outb(PIT_COUNTER_0, (uint8_t)divisor);
    outb(PIT_COUNTER_0, (uint8_t)(divisor >> 8));
    irq_set_handler(IRQ_TIMER, handle_tick);
    return 0;
}

uint64_t pit_ticks(void)
{
    return nticks;
}

void pit_set_handler(void (*on_tick)(void))
{
    tick_handler = on_tick;
}
