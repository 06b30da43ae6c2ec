// SPDX-License-Identifier: MIT
// Breaks: trap/idt.c: VECTOR_NMI: return IST_NMI => VECTOR_NMI: return IST_NONE
// Breaks: trap/idt.c: vector == VECTOR_SYSCALL; => vector == VECTOR_PAGE_FAULT;

#include "cpu/gdt.h"
#include "cpu/tss.h"
#include "test/runner.h"
#include "trap/idt.h"
#include "trap/stubs.h"
#include "trap/vectors.h"
#include "x86/cpu.h"

static uintptr_t target(const struct idt_gate *gate)
{
    return (uintptr_t)gate->offset_high << 32 |
           (uintptr_t)gate->offset_middle << 16 | gate->offset_low;
}

// Reads the table that the CPU itself has been given.
TEST(idt_has_gate_for_each_vector)
{
    struct table_pointer idt;
    __asm__ volatile("sidt %0" : "=m"(idt));
    const struct idt_gate *gates = (const void *)idt.base;
    EXPECT_EQUAL(idt.limit, VECTOR_COUNT * sizeof(*gates) - 1);
    for (unsigned vector = 0; vector < VECTOR_COUNT; vector++) {
        EXPECT_EQUAL(target(&gates[vector]),
                     (uintptr_t)trap_stubs + TRAP_STUB_SIZE * vector);
        EXPECT_EQUAL(gates[vector].selector, GDT_KERNEL_CODE);
        bool is_for_programs =
            vector == VECTOR_BREAKPOINT || vector == VECTOR_SYSCALL;
        EXPECT_EQUAL(gates[vector].type,
                     IDT_INTERRUPT_GATE | (is_for_programs ? IDT_RING_3 : 0));
    }
    EXPECT_EQUAL(gates[VECTOR_DOUBLE_FAULT].ist, IST_DOUBLE_FAULT);
    EXPECT_EQUAL(gates[VECTOR_NMI].ist, IST_NMI);
    EXPECT_EQUAL(gates[VECTOR_MACHINE_CHECK].ist, IST_MACHINE_CHECK);
    EXPECT_EQUAL(gates[VECTOR_DEBUG].ist, IST_DEBUG);
    EXPECT_EQUAL(gates[VECTOR_PAGE_FAULT].ist, IST_NONE);
}
