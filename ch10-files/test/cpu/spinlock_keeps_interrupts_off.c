// SPDX-License-Identifier: MIT
// Breaks: cpu/spinlock.c: NULL && cpu->interrupts_were_on => NULL

#include "cpu/spinlock.h"
#include "cpu/this_cpu.h"
#include "test/runner.h"
#include "x86/cpu.h"
#include "x86/registers.h"

static struct spinlock outer = {.name = "outer"};
static struct spinlock inner = {.name = "inner"};

static bool interrupts_are_on(void)
{
    return read_flags() & RFLAGS_IF;
}

TEST(spinlock_keeps_interrupts_off)
{
    EXPECT(interrupts_are_on());
    spin_lock(&outer);
    EXPECT(!interrupts_are_on());
    EXPECT(outer.holder == this_cpu());
    spin_lock(&inner);
    spin_unlock(&inner);
    EXPECT(!interrupts_are_on());
    spin_unlock(&outer);
    EXPECT(interrupts_are_on());

    cli();
    spin_lock(&outer);
    spin_unlock(&outer);
    EXPECT(!interrupts_are_on()); // as they were
    sti();
}
