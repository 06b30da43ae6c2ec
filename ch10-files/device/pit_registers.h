// SPDX-License-Identifier: MIT
// device/pit_registers.h - the timer's ports and its control word.
//
// Names from Intel's data sheet "8254 Programmable Interval Timer", section
// "Control Word Format".

#pragma once

#define PIT_COUNTER_0 0x40 // its output is IRQ 0
#define PIT_CONTROL   0x43

#define PIT_CONTROL_COUNTER_0 0x00
#define PIT_CONTROL_RW_BOTH   0x30 // low byte, then high byte
#define PIT_CONTROL_MODE_0    0x00 // interrupt on terminal count: once
#define PIT_CONTROL_MODE_2    0x04 // rate generator: over and over

#define PIT_CLOCK_HZ 1193182 // its input: a third of NTSC's colour subcarrier
