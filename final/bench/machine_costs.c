// SPDX-License-Identifier: MIT
// bench/machine_costs.c - the start, the timer, and interrupts.

#include "bench/costs.h"
#include "device/pit.h"
#include "device/pit_registers.h"
#include "lib/panic.h"
#include "test/bench.h"
#include "trap/pic.h"
#include "x86/cpu.h"

#define TICK_HZ      100 // as in main.c
#define NPERIODS     5
#define PERIOD_NS    10000000 // and, where they are counted, instructions
#define NTICKS       20
#define STEP_MAX     60 // instructions of a step without a tick
#define FAST_DIVISOR 3

static uint64_t period;

// Waits for a tick and returns its time.
static uint64_t next_tick(void)
{
    for (uint64_t now = pit_ticks(); pit_ticks() == now;) {
        pause();
    }
    return rdtsc();
}

void measure_boot(void)
{
    bench_print("boot loader to demo_run()", rdtsc() - entry_time, 1);
}

void measure_machine(void)
{
    uint64_t start = next_tick();
    for (int i = 0; i < NPERIODS; i++) {
        period = next_tick() - start;
    }
    period /= NPERIODS;
    bench_print("from one tick to the next, 10 ms", period, 1);
    uint64_t sum = 0;
    BENCH("100 additions in a register", 1000,
          __asm__ volatile(".rept 100; incq %0; .endr"
                           : "+r"(sum)
                           :
                           : "cc"));
}

bool counts_instructions(void)
{
    return period > PERIOD_NS / 100 * 99 && period < PERIOD_NS / 100 * 101;
}

// A loop reads the counter. A step of the loop that takes long has had a tick.
void measure_tick(void)
{
    if (!counts_instructions()) {
        return;
    }
    uint64_t total = 0, step = 0, last = rdtsc();
    for (int i = 0; i < NTICKS;) {
        uint64_t gap = rdtsc() - last;
        last += gap;
        if (gap > STEP_MAX) {
            total += gap - step;
            i++;
        } else {
            step = gap;
        }
    }
    bench_print("tick taken in the kernel", total, NTICKS);
}

static uint64_t longest_gap, last_tick;

static void note_gap(void)
{
    uint64_t now = rdtsc();
    longest_gap = max(longest_gap, now - last_tick);
    last_tick = now;
}

// A rate that pit_init() does not allow: a tick each 2,500 instructions.
static void tick_fast(void)
{
    outb(PIT_CONTROL,
         PIT_CONTROL_COUNTER_0 | PIT_CONTROL_RW_BOTH | PIT_CONTROL_MODE_2);
    outb(PIT_COUNTER_0, FAST_DIVISOR);
    outb(PIT_COUNTER_0, 0);
}

// The next tick is always due soon, but none is taken while interrupts are off:
// the longest time between two ticks is about the longest time with them off.
void measure_interrupts_off(const char *name, void (*path)(void))
{
    if (!counts_instructions()) {
        return;
    }
    path(); // the first call allocates memory that stays
    tick_fast();
    last_tick = rdtsc();
    longest_gap = 0;
    irq_set_handler(IRQ_TIMER, note_gap);
    path();
    irq_set_handler(IRQ_TIMER, pit_handle_interrupt);
    KASSERT(pit_init(TICK_HZ) == 0);
    bench_print(name, longest_gap, 1);
}
