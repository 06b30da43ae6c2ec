// SPDX-License-Identifier: MIT
// Red when cpu/spinlock.c has
//     if (cpu->innermost == NULL) {
// instead of
//     if (cpu->innermost == NULL && cpu->interrupts_were_on) {

#include "cpu/spinlock.h"
#include "test/runner.h"
#include "x86/cpu.h"
#include "x86/registers.h"

static struct spinlock outer = {.name = "outer"};
static struct spinlock inner = {.name = "inner"};

static bool interrupts_are_on(void)
{
    return read_flags() & RFLAGS_IF;
}

TEST(a_lock_keeps_interrupts_off)
{
    EXPECT(interrupts_are_on());
    spin_lock(&outer);
    EXPECT(!interrupts_are_on());
    EXPECT(spin_is_mine(&outer));
    spin_lock(&inner);
    spin_unlock(&outer); // in any order
    EXPECT(!interrupts_are_on());
    spin_unlock(&inner);
    EXPECT(interrupts_are_on());

    cli();
    spin_lock(&outer);
    spin_unlock(&outer);
    EXPECT(!interrupts_are_on()); // as they were
    sti();
}
