// SPDX-License-Identifier: MIT
// cpu/this_cpu.h - what each CPU has for itself.
//
// Only one CPU is started, and nothing here relies on it: whatever belongs to a
// CPU is a field of struct cpu, and is reached through the register gs, which
// points to another struct on every CPU.

#pragma once

#include "cpu/gdt.h"
#include "cpu/tss.h"

struct cpu {                    // all fields: this CPU alone, interrupts off
    struct cpu *self;           // at offset 0: gs:0 is our own address
    struct spinlock *innermost; // of the spin locks that we hold; or NULL
    bool interrupts_were_on;    // when we took the first of them
    bool is_in_handler;         // trap/pic.c: of a device's interrupt
    bool wants_switch;          // thread/scheduler.c, like the next three
    unsigned ticks_left;        // of the time slice of:
    struct thread *current;
    struct thread *idle;     // runs when nobody else can
    uint64_t kernel_rsp;     // current's stack, as it is when a program runs
    uint64_t user_rsp;       // syscall/: the program's, for a moment
    struct space *space;     // memory/space.c: whose tables it reads
    struct fpu_state *fpu;   // cpu/fpu.c: whose registers the FPU has
    struct at_hand *at_hand; // memory/size_class.c: blocks without a lock
    struct tss tss;
    uint64_t gdt[GDT_COUNT];
};

// The answer lasts while interrupts are off. volatile keeps the compiler from
// asking before the cli() that switches them off.
static inline struct cpu *this_cpu(void)
{
    struct cpu *cpu;
    __asm__ volatile("mov %%gs:0, %0" : "=r"(cpu));
    return cpu;
}

// Gives the CPU that calls its struct cpu, GDT and TSS. Once, by main.c.
void cpu_init(void);
