// SPDX-License-Identifier: MIT
// serial/serial.c with a reader that pauses: the port stays busy for long. Text
// is dropped meanwhile, without a long wait for each byte, and comes again when
// the port is ready.
//
// Breaks: common/serial/serial.c: is_stuck = false; =>
// Breaks: common/serial/serial.c: is_stuck ? 1 : POLLS_MAX; => POLLS_MAX;

#if !defined(__x86_64__) && !defined(__i386__)
#include <stdio.h>
int main(void)
{
    puts("skipped: x86/cpu.h is written in x86's instructions");
    return 77;
}
#else

// After this header, port accesses go to the functions below.
#include "x86/cpu.h"
static uint8_t fake_inb(uint16_t port);
static void fake_outb(uint16_t port, uint8_t value);
#define inb  fake_inb
#define outb fake_outb
#include "serial/serial.c"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_loopback;
static unsigned long nbusy; // how often the port still says that it is busy
static uint8_t looped_back;
static char sent[64];
static size_t nsent;
static unsigned long nreads;

static uint8_t fake_inb(uint16_t port)
{
    nreads++;
    if (port == COM1_BASE + UART_LSR) {
        uint8_t room = nbusy > 0 ? 0 : LSR_THR_EMPTY;
        nbusy -= nbusy > 0;
        return (is_loopback ? LSR_DATA : 0) | room;
    }
    return looped_back;
}

static void fake_outb(uint16_t port, uint8_t value)
{
    if (port == COM1_BASE + UART_MCR) {
        is_loopback = value & MCR_LOOPBACK;
    } else if (port == COM1_BASE + UART_THR && is_loopback) {
        looped_back = value;
    } else if (port == COM1_BASE + UART_THR && nsent < sizeof(sent) - 1) {
        sent[nsent++] = (char)value;
    }
}

static void require_sent(const char *text, const char *expected)
{
    memset(sent, 0, sizeof(sent));
    nsent = 0;
    serial_write(text, strlen(text));
    if (strcmp(sent, expected) != 0) {
        printf("\"%s\" was sent, not \"%s\"\n", sent, expected);
        exit(1);
    }
}

int main(void)
{
    if (!serial_init()) {
        puts("the port was not found");
        return 1;
    }
    require_sent("before\n", "before\r\n");
    nbusy = 2 * POLLS_MAX;
    require_sent("dropped", "");
    nreads = 0;
    require_sent("dropped as well", "");
    if (nreads > 100) {
        printf("a stuck port was polled %lu times\n", nreads);
        return 1;
    }
    nbusy = 0;
    require_sent("after\n", "after\r\n");
    nbusy = 1000; // a port that is only slow loses nothing
    require_sent("slow", "slow");
    return 0;
}
#endif
