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
#define MSR_GS_BASE        0xC0000101
#define MSR_KERNEL_GS_BASE 0xC0000102 // swapgs exchanges the two

struct cpu {                     // all fields: this CPU alone, interrupts off
    struct cpu *self;            // at offset 0: gs:0 is its own address
    struct spinlock *innermost;  // the spin lock that it took last; or NULL
    bool interrupts_were_on;     // when it took the first of its locks
    bool in_interrupt;           // a device's handler runs: trap/pic.c
    bool need_resched;           // thread/scheduler.c, like the next three
    unsigned ticks_left;         // of current's time slice
    struct thread *current;      // the thread that it runs
    struct thread *idle;         // runs when no other can
    uint64_t kernel_rsp;         // end of current's stack: rsp after an entry
    uint64_t user_rsp;           // the program's rsp: syscall_entry.asm
    struct user_context *user;   // the context that is loaded; or NULL
    struct cpu_cache *cpu_cache; // memory/size_class.c: blocks without a lock
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

// A field of this CPU, read by one instruction: right even with interrupts on,
// as a thread cannot change to another CPU in the middle of an instruction.
#define CPU_READ(field)                                       \
    ({                                                        \
        __typeof__(((struct cpu *)NULL)->field) value_;       \
        __asm__ volatile("mov %%gs:%c1, %0"                   \
                         : "=r"(value_)                       \
                         : "i"(offsetof(struct cpu, field))); \
        value_;                                               \
    })

// Gives the calling CPU its struct cpu, GDT and TSS. Once, by main.c.
void cpu_init(void);
