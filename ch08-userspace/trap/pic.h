// SPDX-License-Identifier: MIT
// trap/pic.h - the interrupts of devices: IRQ 0 to 15.

#pragma once

#include "base/types.h"

#define IRQ_TIMER    0
#define IRQ_KEYBOARD 1
#define IRQ_COUNT    16

// Runs with interrupts off, after the controller was told that the interrupt is
// being seen to.
typedef void irq_handler(void);

// Moves the IRQs to the vectors from VECTOR_IRQ_BASE on and masks them all.
// Once, by main.c, after idt_init().
void pic_init(void);

// From now on handler is told of this IRQ, and the line is unmasked. NULL masks
// it again.
void irq_set_handler(unsigned irq, irq_handler *handler);

// on_end() is called at the end of each interrupt of a device, when its handler
// is done, still with interrupts off; it may switch to another thread.
void irq_set_end(void (*on_end)(void));

// How often a controller called the CPU and then had nothing: noise on a line.
unsigned long pic_spurious_count(void);

// Is the line asking, whether the CPU listens or not?
bool irq_is_pending(unsigned irq);
