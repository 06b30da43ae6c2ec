// SPDX-License-Identifier: MIT
// trap/pic.c - the interrupts of devices: IRQ 0 to 15.
//
// Owns the two interrupt controllers and the table of handlers. pic_lock keeps
// the two halves of an access together: a command with the read of its answer,
// the read of a mask with the write. A handler is read and written in one
// piece, and an end of interrupt is one write: most interrupts take no lock.

#include "trap/pic.h"

#include "cpu/spinlock.h"
#include "cpu/this_cpu.h"
#include "lib/panic.h"
#include "trap/pic_registers.h"
#include "trap/vectors.h"
#include "x86/cpu.h"

static struct spinlock pic_lock = {.name = "pic", .level = LOCK_DEVICE};
static irq_handler *volatile handlers[IRQ_COUNT];
static void (*end_handler)(void); // set before interrupts are on

// Port 0x80 belongs to no device: a write to it takes about a microsecond,
// which old controllers need between two initialization commands.
static void write(uint16_t port, uint8_t value)
{
    outb(port, value);
    outb(0x80, 0);
}

static void init(uint16_t command, uint16_t data, uint8_t vector,
                 uint8_t cascade)
{
    write(command, PIC_ICW1_INIT | PIC_ICW1_IC4);
    write(data, vector);  // ICW2: the vector of its first line
    write(data, cascade); // ICW3: how the two are joined
    write(data, PIC_ICW4_8086);
    write(data, 0xFF); // all masked
}

static bool is_second(unsigned irq)
{
    return irq >= PIC_LINES;
}

static uint8_t bit(unsigned irq)
{
    return (uint8_t)(1 << irq % PIC_LINES);
}

static void set_mask(unsigned irq, bool is_masked)
{
    uint16_t port = is_second(irq) ? PIC2_DATA : PIC1_DATA;
    uint8_t mask = inb(port);
    outb(port, is_masked ? mask | bit(irq) : mask & ~bit(irq));
}

static bool is_in_service(unsigned irq)
{
    uint16_t port = is_second(irq) ? PIC2_COMMAND : PIC1_COMMAND;
    spin_lock(&pic_lock);
    outb(port, PIC_OCW3_READ_ISR);
    bool result = inb(port) & bit(irq);
    spin_unlock(&pic_lock);
    return result;
}

// If a line drops before the CPU acknowledges its interrupt, the controller
// reports its last line (IRQ 7 or 15) without marking it as in service.
static bool is_spurious(unsigned irq)
{
    return irq % PIC_LINES == PIC_LINES - 1 && !is_in_service(irq);
}

static void end_of_interrupt(unsigned irq)
{
    if (is_second(irq)) {
        outb(PIC2_COMMAND, PIC_OCW2_EOI);
    }
    outb(PIC1_COMMAND, PIC_OCW2_EOI);
}

void irq_dispatch(struct trap_frame *frame)
{
    unsigned irq = (unsigned)(frame->vector - VECTOR_IRQ_BASE);
    if (is_spurious(irq)) {
        if (is_second(irq)) {
            outb(PIC1_COMMAND, PIC_OCW2_EOI); // for its line 2
        }
        return;
    }
    // Before the handler runs: if the line requests again meanwhile, the CPU is
    // interrupted again as soon as interrupts are on.
    end_of_interrupt(irq);
    irq_handler *handler = handlers[irq];
    if (handler != NULL) {
        this_cpu()->in_interrupt = true;
        handler();
        this_cpu()->in_interrupt = false;
    }
    end_handler();
}

void pic_init(void)
{
    init(PIC1_COMMAND, PIC1_DATA, VECTOR_IRQ_BASE, 1 << PIC_CASCADE_IRQ);
    init(PIC2_COMMAND, PIC2_DATA, VECTOR_IRQ_BASE + PIC_LINES, PIC_CASCADE_IRQ);
    set_mask(PIC_CASCADE_IRQ, false);
    // Where no controller is, each read gives all ones.
    if (inb(PIC1_DATA) == 0xFF) {
        panic("there is no interrupt controller (8259A): neither the timer nor "
              "a key could interrupt the CPU");
    }
}

void irq_set_handler(unsigned irq, irq_handler *handler)
{
    KASSERT(irq < IRQ_COUNT && irq != PIC_CASCADE_IRQ);
    spin_lock(&pic_lock);
    handlers[irq] = handler;
    set_mask(irq, handler == NULL);
    spin_unlock(&pic_lock);
}

void irq_set_end(void (*on_end)(void))
{
    end_handler = on_end;
}
