// SPDX-License-Identifier: MIT
// cpu/gdt.h - the segments of the kernel.

#pragma once

#include "base/types.h"

// Selectors: offsets into the GDT. The first three are as boot/tables.asm has
// them, so that the tables can be exchanged under running code.
#define GDT_KERNEL_CODE 0x08
#define GDT_KERNEL_DATA 0x10
#define GDT_TSS         0x18 // two entries
#define GDT_COUNT       5    // entries, with the first, which stays unused

// What lgdt and lidt load. Intel SDM Vol. 3A, "Pseudo-Descriptor Format".
struct __attribute__((packed)) table_pointer {
    uint16_t limit; // offset of the last byte
    uintptr_t base;
};

struct cpu;

// Fills in the CPU's own GDT and loads it, and its TSS.
void gdt_init(struct cpu *cpu);
