// SPDX-License-Identifier: MIT
// device/serial_input.c - bytes that come in over the first serial port.

#include "device/serial_input.h"

#include "device/serial_registers.h"
#include "serial/uart16550.h"
#include "x86/cpu.h"

#define BYTES_MAX 32 // in one interrupt: twice what the FIFO holds

static void (*receive)(const char *bytes, size_t nbytes); // [i]

void serial_input_set_handler(void (*handler)(const char *bytes, size_t nbytes))
{
    receive = handler;
}

void serial_input_init(void)
{
    outb(COM1_BASE + UART_MCR, MCR_DTR_RTS | MCR_OUT2);
    outb(COM1_BASE + UART_IER, IER_DATA);
}

// The interrupt controller sees an interrupt only when the port's line rises,
// and the line is high while a byte is there. If the handler left a byte, no
// other interrupt would come: so it lowers the line and lets it rise again.
void serial_input_handle_interrupt(void)
{
    char bytes[BYTES_MAX];
    size_t nbytes = 0;
    while (nbytes < BYTES_MAX && inb(COM1_BASE + UART_LSR) & LSR_DATA) {
        bytes[nbytes++] = (char)inb(COM1_BASE + UART_RBR);
    }
    if (nbytes == BYTES_MAX) {
        outb(COM1_BASE + UART_IER, 0);
        outb(COM1_BASE + UART_IER, IER_DATA);
    }
    receive(bytes, nbytes);
}
