// SPDX-License-Identifier: MIT
// main.c - initializes the kernel, layer by layer.

#include "base/demo.h"
#include "base/kprintf.h"
#include "boot/bootinfo.h"
#include "serial/serial.h"
#include "x86/cpu.h"

void kernel_main(paddr_t boot_information);

// Called by boot/higher_half.asm, with the address that the boot loader gave.
void kernel_main(paddr_t boot_information)
{
    serial_init();
    kprintf_add_sink(serial_write);
    kprintf("folio: " CHAPTER "\n");
    bootinfo_init(boot_information);

    demo_run(bootinfo()->command_line);
    halt_forever();
}
