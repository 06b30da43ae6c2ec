// SPDX-License-Identifier: MIT
// main.c - initializes the kernel, layer by layer.

#include "base/demo.h"
#include "base/kprintf.h"
#include "base/string.h"
#include "boot/bootinfo.h"
#include "console/vga.h"
#include "cpu/protection.h"
#include "cpu/spinlock.h"
#include "cpu/this_cpu.h"
#include "device/keyboard.h"
#include "device/pit.h"
#include "lib/panic.h"
#include "memory/describe.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "serial/serial.h"
#include "trap/idt.h"
#include "trap/pic.h"
#include "trap/report.h"
#include "trap/trap.h"
#include "x86/cpu.h"

#define TICK_HZ 100

static struct spinlock kprintf_lock = {.name = "kprintf"};

static void lock_kprintf(void)
{
    spin_lock(&kprintf_lock);
}

static void unlock_kprintf(void)
{
    spin_unlock(&kprintf_lock);
}

// Registers functions of later layers with the earlier layers that call them.
// An earlier layer must not name a later one.
static void connect_layers(bool has_keyboard)
{
    kprintf_set_lock(lock_kprintf, unlock_kprintf);
    page_fault_set_describer(describe_address);
    for (unsigned irq = 0; irq < IRQ_COUNT; irq++) {
        trap_set_handler(VECTOR_IRQ_BASE + irq, irq_dispatch);
    }
    irq_set_handler(IRQ_TIMER, pit_handle_interrupt);
    if (has_keyboard) {
        irq_set_handler(IRQ_KEYBOARD, keyboard_handle_interrupt);
    }
}

void kernel_main(paddr_t boot_information);

// Called by boot/higher_half.asm, with the address that the boot loader gave.
void kernel_main(paddr_t boot_information)
{
    serial_init();
    kprintf_add_sink(serial_write);
    kprintf("folio: " CHAPTER "\n");
    bootinfo_init(boot_information);
    if (vga_init()) {
        kprintf_add_sink(vga_write);
        panic_set_hook(vga_begin_panic);
    }
    cpu_init();
    idt_init();
    pic_init();
    bool has_keyboard = keyboard_init();
    protection_init();
    frame_init();
    kernel_space_init();
    frame_add_high_memory();
    if (has_word(bootinfo()->command_line, "poison")) {
        frame_poison();
    }
    connect_layers(has_keyboard);
    sti();
    if (pit_init(TICK_HZ) != 0) {
        panic("the timer cannot tick at %d Hz", TICK_HZ);
    }

    demo_run(bootinfo()->command_line);
    cli();
    halt_forever();
}
