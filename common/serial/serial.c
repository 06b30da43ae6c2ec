// SPDX-License-Identifier: MIT
// serial/serial.c - text through the first serial port.
//
// Polled: the CPU reads the port's status until it is ready. So this works
// before there are interrupts, and in a panic.

#include "serial/serial.h"

#include "serial/uart16550.h"
#include "x86/cpu.h"

// How often a port is asked whether it is ready before a byte is dropped. A
// real port at 115200 baud is ready again after 87 microseconds; an emulated
// port may be busy for seconds, while the program that reads its output pauses.
#define POLLS_MAX 1000000

static bool is_present;
static bool is_stuck; // the port was still busy after POLLS_MAX polls

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
    outb(COM1_BASE + UART_LCR, LCR_DLAB);
    outb(COM1_BASE + UART_DLL, UART_CLOCK_HZ / 115200);
    outb(COM1_BASE + UART_DLM, 0);
    outb(COM1_BASE + UART_LCR, LCR_8N1);
    outb(COM1_BASE + UART_IER, 0); // with LCR_DLAB set it would be DLM
    outb(COM1_BASE + UART_FCR, FCR_ENABLE | FCR_CLEAR);
    is_present = loopback_works();
    outb(COM1_BASE + UART_MCR, MCR_DTR_RTS);
    return is_present;
}

// A stuck port is asked only once for each byte, so that the kernel does not
// wait POLLS_MAX polls for every one; the bytes are dropped until it is ready.
static void send(char byte)
{
    for (unsigned polls = is_stuck ? 1 : POLLS_MAX; polls > 0; polls--) {
        if (inb(COM1_BASE + UART_LSR) & LSR_THR_EMPTY) {
            outb(COM1_BASE + UART_THR, (uint8_t)byte);
            is_stuck = false;
            return;
        }
        pause();
    }
    is_stuck = true;
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
