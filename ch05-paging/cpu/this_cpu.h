// SPDX-License-Identifier: MIT
// cpu/this_cpu.h - what each CPU has for itself.
//
// Only one CPU is started, and nothing here relies on it: whatever belongs to a
// CPU is a field of struct cpu, and is reached through the register gs, which
// points to another struct on every CPU.

#pragma once

#include "cpu/gdt.h"
#include "cpu/tss.h"

// Where a gs: address starts. Intel SDM Vol. 4: IA32_GS_BASE.
#define MSR_GS_BASE 0xC0000101

struct cpu {                 // all fields: this CPU alone, interrupts off
    struct cpu *self;        // at offset 0: gs:0 is its own address
    unsigned nlocks;         // spin locks that it holds
    bool interrupts_were_on; // when it took the first of its locks
    struct tss tss;
    uint64_t gdt[GDT_COUNT];
};

// The pointer is right while interrupts are off. volatile keeps the compiler
// from reading it before the cli() that switches them off.
static inline struct cpu *this_cpu(void)
{
    struct cpu *cpu;
    __asm__ volatile("mov %%gs:0, %0" : "=r"(cpu));
    return cpu;
}

// Gives the calling CPU its struct cpu, GDT and TSS. Once, by main.c.
void cpu_init(void);
