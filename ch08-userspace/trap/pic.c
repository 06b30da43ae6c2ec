// SPDX-License-Identifier: MIT
// trap/pic.c - the interrupts of devices: IRQ 0 to 15.
//
// Owns both interrupt controllers, under pic_lock.

#include "trap/pic.h"

#include "base/kprintf.h"
#include "cpu/spinlock.h"
#include "cpu/this_cpu.h"
#include "lib/panic.h"
#include "trap/pic_registers.h"
#include "trap/trap.h"
#include "x86/cpu.h"

static struct spinlock pic_lock = {.name = "pic", .level = LOCK_DEVICE};
static irq_handler *volatile handlers[IRQ_COUNT];
static void (*volatile end_handler)(void);
static unsigned long nspurious; // pic_lock

// A port that no device answers at: writing to it takes about a microsecond,
// which old controllers need between two commands.
static void io_wait(void)
{
    outb(0x80, 0);
}

static void write(uint16_t port, uint8_t value)
{
    outb(port, value);
    io_wait();
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
    write(port, is_masked ? mask | bit(irq) : mask & ~bit(irq));
}

// command: PIC_OCW3_READ_IRR or _ISR
static bool is_set(uint8_t command, unsigned irq)
{
    uint16_t port = is_second(irq) ? PIC2_COMMAND : PIC1_COMMAND;
    write(port, command);
    return inb(port) & bit(irq);
}

// A line that falls silent before the CPU asks which one it was is reported as
// the last one, 7, and is not being served. For 15 the first controller does
// not know that it was nothing, and wants its end of interrupt.
static bool is_spurious(unsigned irq)
{
    if (irq % PIC_LINES != PIC_LINES - 1 || is_set(PIC_OCW3_READ_ISR, irq)) {
        return false;
    }
    if (is_second(irq)) {
        write(PIC1_COMMAND, PIC_OCW2_EOI);
    }
    nspurious++;
    return true;
}

static void end_of_interrupt(unsigned irq)
{
    if (is_second(irq)) {
        write(PIC2_COMMAND, PIC_OCW2_EOI);
    }
    write(PIC1_COMMAND, PIC_OCW2_EOI);
}

static void handle(struct trap_frame *frame)
{
    unsigned irq = (unsigned)(frame->vector - VECTOR_IRQ_BASE);
    spin_lock(&pic_lock);
    bool is_real = !is_spurious(irq);
    if (is_real) {
        // Before the handler: the line may ask again, and is heard when
        // interrupts are on again.
        end_of_interrupt(irq);
    }
    irq_handler *handler = handlers[irq];
    spin_unlock(&pic_lock);

    if (is_real && handler != NULL) {
        this_cpu()->is_in_handler = true;
        handler();
        this_cpu()->is_in_handler = false;
    }
    if (end_handler != NULL) {
        end_handler();
    }
}

void pic_init(void)
{
    init(PIC1_COMMAND, PIC1_DATA, VECTOR_IRQ_BASE, 1 << PIC_CASCADE_IRQ);
    init(PIC2_COMMAND, PIC2_DATA, VECTOR_IRQ_BASE + PIC_LINES, PIC_CASCADE_IRQ);
    set_mask(PIC_CASCADE_IRQ, false);
    for (unsigned irq = 0; irq < IRQ_COUNT; irq++) {
        trap_set_handler(VECTOR_IRQ_BASE + irq, handle);
    }
}

void irq_set_end(void (*on_end)(void))
{
    end_handler = on_end;
}

void irq_set_handler(unsigned irq, irq_handler *handler)
{
    KASSERT(irq < IRQ_COUNT && irq != PIC_CASCADE_IRQ);
    spin_lock(&pic_lock);
    handlers[irq] = handler;
    set_mask(irq, handler == NULL);
    spin_unlock(&pic_lock);
}

unsigned long pic_spurious_count(void)
{
    spin_lock(&pic_lock);
    unsigned long count = nspurious;
    spin_unlock(&pic_lock);
    return count;
}

bool irq_is_pending(unsigned irq)
{
    spin_lock(&pic_lock);
    bool is_pending = is_set(PIC_OCW3_READ_IRR, irq);
    spin_unlock(&pic_lock);
    return is_pending;
}
