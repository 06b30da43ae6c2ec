// SPDX-License-Identifier: MIT
// trap/idt.c - the table by which the CPU finds our code.
//
// Owns the IDT, which does not change any more once it is loaded.

#include "trap/idt.h"

#include "cpu/gdt.h"
#include "cpu/tss.h"
#include "trap/stubs.h"
#include "trap/vectors.h"
#include "x86/cpu.h"
#include "x86/registers.h"

static struct idt_gate idt[VECTOR_COUNT] __attribute__((aligned(16)));

// What may come when the stack is not to be trusted: a double fault because it
// was full, the other two at any instruction at all.
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

    // Now that someone answers. A bit of CR4 that CPUID does not name must not
    // be set.
    if (cpuid(CPUID_FEATURES, 0).edx & CPUID_EDX_MCE) {
        write_cr4(read_cr4() | CR4_MCE);
    }
}
