// SPDX-License-Identifier: MIT
// trap/idt.c - the table that leads the CPU to the handlers.
//
// Owns the IDT, which does not change any more once it is loaded.

#include "trap/idt.h"

#include "cpu/gdt.h"
#include "cpu/tss.h"
#include "trap/stubs.h"
#include "trap/vectors.h"
#include "x86/cpu.h"
#include "x86/registers.h"

// Intel SDM Vol. 3B, "Machine-Check Architecture".
#define CPUID_EDX_MCE (1 << 7) // in edx of leaf CPUID_FEATURES
#define CR4_MCE       (1 << 6) // machine checks are exceptions, not a shutdown

static struct idt_gate idt[VECTOR_COUNT] __attribute__((aligned(16)));

static inline void lidt(const struct table_pointer *pointer)
{
    __asm__ volatile("lidt %0" : : "m"(*pointer) : "memory");
}

// Exceptions that may come while rsp is not usable: a double fault, when the
// stack has overflowed, and the other two at any instruction.
static uint8_t ist_for(unsigned vector)
{
    switch (vector) {
    case VECTOR_DOUBLE_FAULT: return IST_DOUBLE_FAULT;
    case VECTOR_NMI: return IST_NMI;
    case VECTOR_MACHINE_CHECK: return IST_MACHINE_CHECK;
    default: return IST_NONE;
    }
}

void idt_init(void)
{
    for (unsigned vector = 0; vector < VECTOR_COUNT; vector++) {
        uintptr_t stub = (uintptr_t)trap_stubs + vector * TRAP_STUB_SIZE;
        idt[vector] = (struct idt_gate){
            .offset_low = (uint16_t)stub,
            .offset_middle = (uint16_t)(stub >> 16),
            .offset_high = (uint32_t)(stub >> 32),
            .selector = GDT_KERNEL_CODE,
            .ist = ist_for(vector),
            .type = IDT_INTERRUPT_GATE,
        };
    }
    struct table_pointer pointer = {sizeof(idt) - 1, (uintptr_t)idt};
    lidt(&pointer);

    // Only now is there a handler. Setting a bit of CR4 that CPUID does not
    // report raises #GP.
    if (cpuid(CPUID_FEATURES, 0).edx & CPUID_EDX_MCE) {
        write_cr4(read_cr4() | CR4_MCE);
    }
}
