// SPDX-License-Identifier: MIT
// main.c - the kernel's table of contents: what is brought up, in what order.

#include "base/chapter.h"
#include "base/kprintf.h"
#include "base/string.h"
#include "boot/bootinfo.h"
#include "console/vga.h"
#include "cpu/fpu.h"
#include "cpu/protection.h"
#include "cpu/spinlock.h"
#include "cpu/this_cpu.h"
#include "device/keyboard.h"
#include "device/pit.h"
#include "lib/panic.h"
#include "memory/describe.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "memory/kernel_space.h"
#include "process/fault.h"
#include "process/process.h"
#include "process/user_copy.h"
#include "serial/serial.h"
#include "syscall/system_call.h"
#include "thread/scheduler.h"
#include "trap/idt.h"
#include "trap/pic.h"
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

void kernel_main(paddr_t boot_information);

// Called by boot/higher_half.asm, with the address that the boot loader gave.
void kernel_main(paddr_t boot_information)
{
    serial_init();
    kprintf_add_sink(serial_write);
    kprintf("folio: " CHAPTER "\n");
    bootinfo_init(boot_information);
    vga_init();
    cpu_init();
    kprintf_set_lock(lock_kprintf, unlock_kprintf);
    idt_init();
    pic_init();
    if (pit_init(TICK_HZ) != 0) {
        panic("the timer cannot tick at %d Hz", TICK_HZ);
    }
    keyboard_init();
    protection_init();
    fpu_init();
    frame_init();
    kernel_space_init();
    frame_add_high_memory();
    describe_init();
    heap_init(bootinfo()->command_line);
    if (strstr(bootinfo()->command_line, "poison") != NULL) {
        frame_poison();
        heap_poison();
    }
    scheduler_init(TICK_HZ, SLICE_TICKS);
    user_copy_init();
    process_init();
    fault_init();
    syscall_init();
    if (strstr(bootinfo()->command_line, "trouble") != NULL) {
        scheduler_make_trouble(true);
    }
    sti();

    chapter_run(bootinfo()->command_line);
    cli();
    halt_forever();
}
