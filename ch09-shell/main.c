// SPDX-License-Identifier: MIT
// main.c - initializes the kernel, layer by layer.

#include "base/demo.h"
#include "base/kprintf.h"
#include "base/string.h"
#include "boot/bootinfo.h"
#include "console/vga.h"
#include "cpu/fpu.h"
#include "cpu/protection.h"
#include "cpu/spinlock.h"
#include "cpu/stack.h"
#include "cpu/this_cpu.h"
#include "device/keyboard.h"
#include "device/pit.h"
#include "device/serial_input.h"
#include "lib/panic.h"
#include "memory/describe.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "memory/kernel_space.h"
#include "process/fault.h"
#include "process/group.h"
#include "process/inherit.h"
#include "process/process.h"
#include "process/process_table.h"
#include "process/program.h"
#include "process/user_copy.h"
#include "serial/serial.h"
#include "syscall/dispatch.h"
#include "terminal/console.h"
#include "terminal/terminal.h"
#include "thread/scheduler.h"
#include "thread/thread.h"
#include "thread/thread_stack.h"
#include "trap/idt.h"
#include "trap/pic.h"
#include "trap/report.h"
#include "trap/trap.h"
#include "x86/cpu.h"

#define TICK_HZ     100
#define SLICE_TICKS 2

static struct spinlock kprintf_lock = {.name = "kprintf",
                                       .level = LOCK_KPRINTF};

static void lock_kprintf(void)
{
    spin_lock(&kprintf_lock);
}

static void unlock_kprintf(void)
{
    spin_unlock(&kprintf_lock);
}

static const struct terminal_jobs jobs = {.current_group = group_current,
                                          .has_group = process_table_has_group,
                                          .interrupt_group = group_interrupt};

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
    stack_register_lookup(thread_stack_contains, thread_guarded_at);
    pit_set_handler(scheduler_tick);
    irq_set_end(scheduler_end_of_interrupt);
    keyboard_set_handler(console_type_keys);
    serial_input_set_handler(console_type_bytes);
    irq_set_handler(IRQ_SERIAL, serial_input_handle_interrupt);
    terminal_set_jobs(&jobs);
    trap_set_handler(VECTOR_PAGE_FAULT, user_copy_handle_fault);
    trap_set_program_handlers(fault_handle_exception, fault_handle_return);
    trap_set_handler(VECTOR_SYSCALL, syscall_handle_interrupt);
    trap_set_handler(VECTOR_DEBUG, syscall_handle_debug);
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
    serial_input_init();
    protection_init();
    fpu_init();
    frame_init();
    kernel_space_init();
    frame_add_high_memory();
    heap_init();
    if (has_word(bootinfo()->command_line, "poison")) {
        frame_poison();
        heap_poison();
    }
    scheduler_set_slice(SLICE_TICKS);
    thread_init();
    console_init();
    kprintf_add_sink(console_watch);
    program_init();
    inherit_init(&kernel_process);
    syscall_init();
    if (has_word(bootinfo()->command_line, "stress")) {
        scheduler_preempt_on_unlock(true);
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
