// SPDX-License-Identifier: MIT
// main.c - the kernel's table of contents: what is brought up, in what order.

#include "base/chapter.h"
#include "base/kprintf.h"
#include "boot/bootinfo.h"
#include "console/vga.h"
#include "serial/serial.h"
#include "x86/cpu.h"

void kernel_main(paddr_t boot_information);

// Called by boot/entry.asm, with the address that the boot loader left in ebx.
void kernel_main(paddr_t boot_information)
{
    serial_init();
    kprintf_add_sink(serial_write);
    kprintf("folio: " CHAPTER "\n");
    bootinfo_init(boot_information);
    vga_init();

    chapter_run(bootinfo()->command_line);
    halt_forever();
}
