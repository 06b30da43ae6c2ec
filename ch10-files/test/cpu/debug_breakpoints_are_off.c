// SPDX-License-Identifier: MIT
// Breaks: cpu/this_cpu.c: write_dr7(0); // no breakpoint =>  // no breakpoint

#include "cpu/this_cpu.h"
#include "test/runner.h"
#include "trap/trap.h"
#include "x86/cpu.h"

#define DR7_LEN_RW_0 (0xFu << 16) // breakpoint 0: 4 bytes, read or written
#define DR7_GLOBAL_0 (1u << 1)
#define DR7_RESERVED (1u << 10) // always 1

static void write_dr7(uintptr_t value)
{
    __asm__ volatile("mov %0, %%dr7" : : "r"(value) : "memory");
}

static uintptr_t read_dr7(void)
{
    uintptr_t value;
    __asm__ volatile("mov %%dr7, %0" : "=r"(value));
    return value;
}

// Address 0 is not touched, so the breakpoint is never hit.
TEST(debug_breakpoints_are_off)
{
    EXPECT_EQUAL(read_dr7(), DR7_RESERVED);
    cli();
    write_dr7(DR7_RESERVED | DR7_LEN_RW_0 | DR7_GLOBAL_0);
    cpu_init();
    sti();
    EXPECT_EQUAL(read_dr7(), DR7_RESERVED);
    write_dr7(0);
}
