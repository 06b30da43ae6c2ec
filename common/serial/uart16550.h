// SPDX-License-Identifier: MIT
// serial/uart16550.h - the registers of the serial port.
//
// Names from the data sheet "PC16550D Universal Asynchronous Receiver/
// Transmitter with FIFOs", table "Summary of Registers". Offsets are from the
// port's base; DLL and DLM stand in for the first two while LCR_DLAB is set.

#pragma once

#define COM1_BASE 0x3F8

#define UART_RBR 0 // receiver buffer, when read
#define UART_THR 0 // transmitter holding, when written
#define UART_IER 1 // interrupt enable
#define UART_FCR 2 // FIFO control, when written
#define UART_LCR 3 // line control
#define UART_MCR 4 // modem control
#define UART_LSR 5 // line status
#define UART_DLL 0 // divisor latch, low byte
#define UART_DLM 1 // divisor latch, high byte

#define FCR_ENABLE    0x01
#define FCR_CLEAR     0x06 // empties both FIFOs
#define LCR_8N1       0x03 // 8 data bits, no parity, 1 stop bit
#define LCR_DLAB      0x80
#define MCR_DTR_RTS   0x03 // signals that this side is ready
#define MCR_LOOPBACK  0x10 // what is sent comes back: a self-test
#define LSR_DATA      0x01 // a byte has come in
#define LSR_THR_EMPTY 0x20 // there is room for a byte to send

#define UART_CLOCK_HZ 115200 // the highest rate; the divisor divides it
