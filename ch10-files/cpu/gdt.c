// SPDX-License-Identifier: MIT
// cpu/gdt.c - the segments of the kernel and of programs.
//
// Each CPU has a table of its own, because each has its own TSS: the CPU marks
// the descriptor of a TSS as busy when it loads it.

#include "cpu/gdt.h"

#include "boot/segment.h"
#include "cpu/this_cpu.h"

#define SEGMENT_RING_3 (UINT64_C(3) << 45) // DPL

// A TSS has a descriptor of two entries, and S clear: "TSS Descriptor in 64-bit
// Mode".
#define SEGMENT_TSS_AVAILABLE (UINT64_C(9) << 40) // the type
#define SEGMENT_LIMIT(limit)  ((uint64_t)(limit)&0xFFFF)
#define SEGMENT_BASE_LOW(base) \
    (((uint64_t)(base)&0xFFFFFF) << 16 | ((uint64_t)(base) >> 24 & 0xFF) << 56)
#define SEGMENT_BASE_HIGH(base) ((uint64_t)(base) >> 32)

static inline void lgdt(const struct table_pointer *gdt)
{
    __asm__ volatile("lgdt %0" : : "m"(*gdt) : "memory");
}

static inline void lldt(uint16_t selector)
{
    __asm__ volatile("lldt %0" : : "r"(selector) : "memory");
}

static inline void ltr(uint16_t selector)
{
    __asm__ volatile("ltr %0" : : "r"(selector) : "memory");
}

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

    // The kernel's selectors are the same in both tables, and the CPU holds a
    // copy of each descriptor, so no segment register has to be loaded again.
    struct table_pointer pointer = {sizeof(cpu->gdt) - 1, (uintptr_t)cpu->gdt};
    lgdt(&pointer);
    // There is no LDT. After reset the CPU has one, of 64 KiB at address 0: for
    // a selector with the table bit set it would read a descriptor from there.
    lldt(0);
    ltr(GDT_TSS);
}
