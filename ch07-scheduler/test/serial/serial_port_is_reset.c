// SPDX-License-Identifier: MIT
// Breaks: common/serial/serial.c: outb(COM1_BASE + UART_LCR, LCR_8N1); =>
// Breaks: common/serial/serial.c: outb(COM1_BASE + UART_IER, 0); =>
// Breaks: common/serial/serial.c: outb(COM1_BASE + UART_MCR, MCR_DTR_RTS); =>

#include "serial/serial.h"
#include "serial/uart16550.h"
#include "test/runner.h"
#include "x86/cpu.h"

#define IER_ALL      0x0F // each event interrupts
#define LCR_7E2      0x1E // 7 data bits, even parity, 2 stop bits
#define LSR_IDLE     0x40 // nothing is left to send
#define UART_IIR     2    // interrupt identification, when read
#define IIR_HAS_FIFO 0xC0

// First sets each register to a value that firmware might leave there.
TEST(serial_port_is_reset)
{
    while (!(inb(COM1_BASE + UART_LSR) & LSR_IDLE)) {
        pause(); // the last byte printed is on its way
    }
    outb(COM1_BASE + UART_LCR, LCR_7E2);
    outb(COM1_BASE + UART_IER, IER_ALL);
    outb(COM1_BASE + UART_FCR, 0);
    outb(COM1_BASE + UART_MCR, MCR_LOOPBACK);
    outb(COM1_BASE + UART_LCR, LCR_DLAB | LCR_7E2);
    bool is_present = serial_init();
    uint8_t lcr = inb(COM1_BASE + UART_LCR);
    uint8_t ier = inb(COM1_BASE + UART_IER);
    uint8_t mcr = inb(COM1_BASE + UART_MCR);
    uint8_t iir = inb(COM1_BASE + UART_IIR);
    outb(COM1_BASE + UART_LCR, LCR_8N1);
    outb(COM1_BASE + UART_MCR, MCR_DTR_RTS); // now text can be printed again
    EXPECT(is_present);
    EXPECT_EQUAL(lcr, LCR_8N1);
    EXPECT_EQUAL(ier, 0);
    EXPECT_EQUAL(mcr, MCR_DTR_RTS);
    EXPECT_EQUAL(iir & IIR_HAS_FIFO, IIR_HAS_FIFO);
}
