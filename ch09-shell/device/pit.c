// SPDX-License-Identifier: MIT
// device/pit.c - the timer: an interrupt many times a second.
//
// Owns counter 0 of the PIT and the number of its ticks. Only the interrupt
// handler writes the number, by one store, so a read of it needs no lock.

#include "device/pit.h"

#include "base/errno.h"
#include "device/pit_registers.h"
#include "lib/panic.h"
#include "x86/cpu.h"

// How often a variable is read in the wait for the first tick: for about a
// second. The tick is due after two microseconds, but an emulated one can be
// late. Reads of a port instead would hold the lock that QEMU's timers need.
#define POLLS_MAX 1000000000

static volatile uint64_t nticks;
static void (*volatile tick_handler)(void);
static unsigned tick_hz;

static void start(uint8_t mode, unsigned count)
{
    outb(PIT_CONTROL, PIT_CONTROL_COUNTER_0 | PIT_CONTROL_RW_BOTH | mode);
    outb(PIT_COUNTER_0, (uint8_t)count);
    outb(PIT_COUNTER_0, (uint8_t)(count >> 8));
}

// Panics if a single tick does not arrive in time: there may be no timer, or
// its interrupts may not reach the CPU.
static void check_tick(void)
{
    uint64_t before = nticks;
    start(PIT_CONTROL_MODE_0, 1);
    for (unsigned poll = 0; nticks == before; poll++) {
        if (poll == POLLS_MAX) {
            panic("no timer tick (IRQ 0) arrives: the PIT is missing or not "
                  "connected");
        }
    }
}

int pit_init(unsigned hz)
{
    if (hz < PIT_HZ_MIN || hz > PIT_HZ_MAX) {
        return -EINVAL;
    }
    check_tick();
    start(PIT_CONTROL_MODE_2, (PIT_CLOCK_HZ + hz / 2) / hz);
    tick_hz = hz;
    return 0;
}

unsigned pit_hz(void)
{
    return tick_hz;
}

void pit_handle_interrupt(void)
{
    nticks++;
    if (tick_handler != NULL) {
        tick_handler();
    }
}

uint64_t pit_ticks(void)
{
    return nticks;
}

void pit_set_handler(void (*on_tick)(void))
{
    KASSERT(tick_handler == NULL); // or the first one would miss its ticks
    tick_handler = on_tick;
}
