// SPDX-License-Identifier: MIT
// cpu/gdt.c - the segments of the kernel and of programs.
//
// Each CPU has a table of its own, because each has its own TSS: the CPU marks
// the descriptor of a TSS as busy when it loads it.

#include "cpu/gdt.h"

#include "cpu/this_cpu.h"
#include "x86/cpu.h"
#include "x86/segment.h"

static uint64_t *entry(struct cpu *cpu, uint16_t selector)
{
    return &cpu->gdt[selector / sizeof(cpu->gdt[0])];
}

void gdt_init(struct cpu *cpu)
{
    uintptr_t tss = (uintptr_t)&cpu->tss;
    *entry(cpu, GDT_KERNEL_CODE) =
        SEGMENT_PRESENT | SEGMENT_CODE_DATA | SEGMENT_EXECUTABLE | SEGMENT_LONG;
    *entry(cpu, GDT_KERNEL_DATA) =
        SEGMENT_PRESENT | SEGMENT_CODE_DATA | SEGMENT_WRITABLE;
    *entry(cpu, GDT_USER_DATA) =
        SEGMENT_PRESENT | SEGMENT_CODE_DATA | SEGMENT_WRITABLE | SEGMENT_RING_3;
    *entry(cpu, GDT_USER_CODE) = SEGMENT_PRESENT | SEGMENT_CODE_DATA |
                                 SEGMENT_EXECUTABLE | SEGMENT_LONG |
                                 SEGMENT_RING_3;
    entry(cpu, GDT_TSS)[0] = SEGMENT_PRESENT | SEGMENT_TSS_AVAILABLE |
                             SEGMENT_LIMIT(sizeof(cpu->tss) - 1) |
                             SEGMENT_BASE_LOW(tss);
    entry(cpu, GDT_TSS)[1] = SEGMENT_BASE_HIGH(tss);

    // The kernel's selectors stay what they were, and the CPU keeps what it
    // knows of them, so no segment register has to be loaded again.
    struct table_pointer pointer = {sizeof(cpu->gdt) - 1, (uintptr_t)cpu->gdt};
    lgdt(&pointer);
    ltr(GDT_TSS);
}
