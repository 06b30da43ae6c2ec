// SPDX-License-Identifier: MIT
// trap/pic.h - the interrupts of devices: IRQ 0 to 15.

#pragma once

#include "trap/trap_frame.h"

#define IRQ_TIMER    0
#define IRQ_KEYBOARD 1
#define IRQ_COUNT    16

// Runs with interrupts off, after the end of interrupt was sent.
typedef void irq_handler(void);

// Moves the IRQs to the vectors from VECTOR_IRQ_BASE on and masks them all.
// Panics if there is no interrupt controller. Once, by main.c.
void pic_init(void);

// From now on handler is called at each interrupt of this IRQ, and the line is
// unmasked. NULL masks it again.
void irq_set_handler(unsigned irq, irq_handler *handler);

// Calls the handler of the frame's IRQ, unless the interrupt is spurious: noise
// on a line. The trap handler of the vectors from VECTOR_IRQ_BASE on.
void irq_dispatch(struct trap_frame *frame);

// on_end() is called at the end of each interrupt of a device, when its handler
// has returned, still with interrupts off. It may switch to another thread.
// Once, by main.c, before interrupts are on.
void irq_set_end(void (*on_end)(void));
