// SPDX-License-Identifier: MIT
// device/pit.c - the timer: an interrupt many times a second.
//
// Owns counter 0 of the PIT and the number of its ticks. The number is written
// in the interrupt alone, in one piece, so reading it needs no lock.

#include "device/pit.h"

#include "base/errno.h"
#include "device/pit_registers.h"
#include "lib/panic.h"
#include "trap/pic.h"
#include "x86/cpu.h"

#define READS_MAX 1000 // a count takes less than a microsecond

static volatile uint64_t nticks;
static void (*volatile tick_handler)(void);

static void handle_tick(void)
{
    nticks++;
    if (tick_handler != NULL) {
        tick_handler();
    }
}

static unsigned read_counter(void)
{
    outb(PIT_CONTROL, PIT_CONTROL_COUNTER_0 | PIT_CONTROL_LATCH);
    unsigned low = inb(PIT_COUNTER_0);
    return low | (unsigned)inb(PIT_COUNTER_0) << 8;
}

// Where there is no timer, all reads give the same: all ones.
static bool is_counting(void)
{
    unsigned first = read_counter();
    for (int i = 0; i < READS_MAX; i++) {
        if (read_counter() != first) {
            return true;
        }
    }
    return false;
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
    if (!is_counting()) {
        panic("there is no timer: its counter stands still");
    }
    irq_set_handler(IRQ_TIMER, handle_tick);
    return 0;
}

uint64_t pit_ticks(void)
{
    return nticks;
}

void pit_set_handler(void (*on_tick)(void))
{
    KASSERT(tick_handler == NULL); // or who has it would miss its ticks
    tick_handler = on_tick;
}
