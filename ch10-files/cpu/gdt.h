// SPDX-License-Identifier: MIT
// cpu/gdt.h - the segments of the kernel and of programs.

#pragma once

#include "base/types.h"

// Selectors: offsets into the GDT. The first three are as boot/tables.asm has
// them, so that the tables can be exchanged under running code.
#define GDT_KERNEL_CODE 0x08
#define GDT_KERNEL_DATA 0x10
#define GDT_TSS         0x18 // two entries
#define GDT_USER_DATA   (0x28 | GDT_RING_3)
#define GDT_USER_CODE   (0x30 | GDT_RING_3)
#define GDT_COUNT       7 // entries, with the first, which stays unused

// The lowest two bits of a selector, RPL: "Segment Selectors". In cs they are
// the ring that the CPU is in.
#define GDT_RING_3 3

// SYSRET calculates both of a program's selectors from one number: ss is 8 more
// and cs 16 more. Intel SDM Vol. 2B, "SYSRET".
#define GDT_SYSRET_BASE (GDT_USER_DATA - 8)
_Static_assert(GDT_USER_CODE == GDT_SYSRET_BASE + 16, "as SYSRET wants it");

// What lgdt and lidt load. Intel SDM Vol. 3A, "Pseudo-Descriptor Format".
struct __attribute__((packed)) table_pointer {
    uint16_t limit; // offset of the last byte
    uintptr_t base;
};

struct cpu;

// Fills in the CPU's own GDT and loads it, and its TSS.
void gdt_init(struct cpu *cpu);
