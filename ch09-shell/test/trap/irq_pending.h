// SPDX-License-Identifier: MIT
// test/trap/irq_pending.h - does a line request an interrupt?

#pragma once

#include "trap/pic_registers.h"
#include "x86/cpu.h"

// True even if the line is masked, or interrupts are off.
static inline bool irq_is_pending(unsigned irq)
{
    uint16_t port = irq < PIC_LINES ? PIC1_COMMAND : PIC2_COMMAND;
    outb(port, PIC_OCW3_READ_IRR);
    return inb(port) & 1 << irq % PIC_LINES;
}
