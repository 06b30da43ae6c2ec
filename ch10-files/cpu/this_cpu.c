// SPDX-License-Identifier: MIT
// cpu/this_cpu.c - what each CPU has for itself.
//
// Owns the only struct cpu that there is so far.

#include "cpu/this_cpu.h"

#include "cpu/stack.h"
#include "x86/cpu.h"

static struct cpu boot_cpu;

// Debug control: which breakpoints are on. Intel SDM Vol. 3B, "Debug
// Registers".
static inline void write_dr7(uintptr_t value)
{
    __asm__ volatile("mov %0, %%dr7" : : "r"(value) : "memory");
}

void cpu_init(void)
{
    struct cpu *cpu = &boot_cpu;
    cpu->self = cpu;
    wrmsr(MSR_GS_BASE, (uintptr_t)cpu);
    wrmsr(MSR_KERNEL_GS_BASE, 0); // what swapgs gives a program
    write_dr7(0); // no breakpoint of firmware or boot loader stays

    stack_guard_init();
    for (unsigned ist = 1; ist < IST_COUNT; ist++) {
        cpu->tss.ist[ist - 1] = stack_end_for_ist(ist);
    }
    // Beyond the TSS's end: no program may use a port.
    cpu->tss.io_map_base = sizeof(cpu->tss);
    gdt_init(cpu);
}
