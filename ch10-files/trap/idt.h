// SPDX-License-Identifier: MIT
// trap/idt.h - the table that leads the CPU to the handlers.

#pragma once

#include "base/types.h"

// Intel SDM Vol. 3A, "64-Bit IDT Gate Descriptors".
struct idt_gate {
    uint16_t offset_low;
    uint16_t selector;
    uint8_t ist; // which IST stack; 0: the one in use
    uint8_t type;
    uint16_t offset_middle;
    uint32_t offset_high;
    uint32_t reserved;
};

_Static_assert(sizeof(struct idt_gate) == 16, "64-Bit IDT Gate Descriptors");

// Present, for ring 0 alone, and an interrupt gate: interrupts go off.
#define IDT_INTERRUPT_GATE 0x8E
#define IDT_RING_3         0x60 // for ring 3 as well, by the instruction int

// Fills in all 256 gates and loads the table. Once, by main.c, after
// cpu_init().
void idt_init(void);
