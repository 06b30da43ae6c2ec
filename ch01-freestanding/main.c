// SPDX-License-Identifier: MIT
// main.c - initializes the kernel, layer by layer.

#include "base/demo.h"
#include "base/kprintf.h"
#include "base/required.h"
#include "boot/multiboot2.h"
#include "serial/serial.h"
#include "x86/cpu.h"

void kernel_main(uint32_t magic, uint32_t boot_information);

// Called by boot/entry.asm, with what the boot loader left in eax and ebx.
void kernel_main(uint32_t magic, uint32_t boot_information)
{
    (void)boot_information; // chapter 2 reads it

    serial_init();
    kprintf_add_sink(serial_write);
    kprintf("folio: " CHAPTER "\n");
    if (magic != MULTIBOOT2_BOOTLOADER_MAGIC) {
        panic("eax is not what a Multiboot2 loader leaves there, but %x",
              (unsigned)magic);
    }

    demo_run("");
    halt_forever();
}
