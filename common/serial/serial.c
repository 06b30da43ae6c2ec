// SPDX-License-Identifier: MIT
// serial/serial.c - text through the first serial port.
//
// Polled: the CPU asks the port until it is ready, so that this works before
// there are interrupts and after everything else has failed.

#include "serial/serial.h"

#include "serial/uart16550.h"
#include "x86/cpu.h"

// A port that takes no byte for this many polls is taken for dead; a real one
// at 115200 baud is ready again after 87 microseconds.
#define POLLS_MAX 1000000

static bool is_present;

// Sends a byte to ourselves. Where no port is, reads give 0xFF.
static bool loopback_works(void)
{
    const uint8_t byte = 0xAE;
    outb(COM1_BASE + UART_MCR, MCR_LOOPBACK | MCR_DTR_RTS);
    outb(COM1_BASE + UART_THR, byte);
    for (unsigned poll = 0; poll < POLLS_MAX; poll++) {
        if (inb(COM1_BASE + UART_LSR) & LSR_DATA) {
            return inb(COM1_BASE + UART_RBR) == byte;
        }
    }
    return false;
}

bool serial_init(void)
{
    outb(COM1_BASE + UART_IER, 0);
    outb(COM1_BASE + UART_LCR, LCR_DLAB);
    outb(COM1_BASE + UART_DLL, UART_CLOCK_HZ / 115200);
    outb(COM1_BASE + UART_DLM, 0);
    outb(COM1_BASE + UART_LCR, LCR_8N1);
    outb(COM1_BASE + UART_FCR, FCR_ENABLE | FCR_CLEAR);
    is_present = loopback_works();
    outb(COM1_BASE + UART_MCR, MCR_DTR_RTS);
    return is_present;
}

static void send(char byte)
{
    for (unsigned poll = 0; poll < POLLS_MAX; poll++) {
        if (inb(COM1_BASE + UART_LSR) & LSR_THR_EMPTY) {
            outb(COM1_BASE + UART_THR, (uint8_t)byte);
            return;
        }
        pause();
    }
    is_present = false; // never wait for it again
}

void serial_write(const char *text, size_t length)
{
    for (size_t i = 0; i < length && is_present; i++) {
        if (text[i] == '\n') {
            send('\r');
        }
        send(text[i]);
    }
}

int serial_read(void)
{
    if (!is_present || !(inb(COM1_BASE + UART_LSR) & LSR_DATA)) {
        return -1;
    }
    return inb(COM1_BASE + UART_RBR);
}
