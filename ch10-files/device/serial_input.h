// SPDX-License-Identifier: MIT
// device/serial_input.h - bytes that come in over the first serial port.
//
// common/serial sends and polls. Here the port interrupts when a byte comes in.

#pragma once

#include "base/types.h"

#define IRQ_SERIAL 4 // COM1's

// From now on the port interrupts when a byte has come in. After serial_init();
// if there is no port, nothing happens.
void serial_input_init(void);

// receive() gets the bytes, in the interrupt handler.
void serial_input_set_handler(void (*receive)(const char *bytes,
                                              size_t nbytes));

// The handler of IRQ_SERIAL.
void serial_input_handle_interrupt(void);
