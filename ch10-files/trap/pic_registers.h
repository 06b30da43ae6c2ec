// SPDX-License-Identifier: MIT
// trap/pic_registers.h - the interrupt controllers' ports and commands.
//
// Names from Intel's data sheet "8259A Programmable Interrupt Controller",
// sections "Initialization Command Words (ICWs)" and "Operation Command Words
// (OCWs)". A PC has two: the second one's output is line 2 of the first.

#pragma once

#define PIC1_COMMAND 0x20
#define PIC1_DATA    0x21
#define PIC2_COMMAND 0xA0
#define PIC2_DATA    0xA1

#define PIC_ICW1_INIT     0x10
#define PIC_ICW1_IC4      0x01 // an ICW4 follows
#define PIC_ICW4_8086     0x01 // the CPU is of the 8086's family
#define PIC_OCW2_EOI      0x20 // end of the interrupt that is in service
#define PIC_OCW3_READ_IRR 0x0A // next read: the lines that request
#define PIC_OCW3_READ_ISR 0x0B // next read: the lines in service

#define PIC_CASCADE_IRQ 2 // where the second one is joined to the first
#define PIC_LINES       8 // of each
