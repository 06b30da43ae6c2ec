// SPDX-License-Identifier: MIT
// device/serial_registers.h - how a serial port interrupts.
//
// Names from the data sheet "PC16550D Universal Asynchronous Receiver/
// Transmitter with FIFOs"; the other registers are in common/serial.

#pragma once

#define IER_DATA 0x01 // interrupt when a byte has come in
#define MCR_OUT2 0x08 // a PC lets the port's interrupt through
