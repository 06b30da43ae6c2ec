// SPDX-License-Identifier: MIT
// demo.c - what `make run` shows.

#include "base/demo.h"
#include "base/kprintf.h"
#include "boot/bootinfo.h"
#include "boot/multiboot2.h"
#include "x86/cpu.h"
#include "x86/registers.h"

static void show_mode(void)
{
    uintptr_t cr0 = read_cr0();
    uintptr_t cr4 = read_cr4();
    uint64_t efer = rdmsr(MSR_EFER);
    kprintf("The CPU is in 64-bit mode:\n");
    kprintf("  CR0.PE   = %d  protected mode\n", (cr0 & CR0_PE) != 0);
    kprintf("  CR0.PG   = %d  paging\n", (cr0 & CR0_PG) != 0);
    kprintf("  CR4.PAE  = %d  page-table entries of 64 bits\n",
            (cr4 & CR4_PAE) != 0);
    kprintf("  EFER.LME = %d  long mode wanted\n", (efer & EFER_LME) != 0);
    kprintf("  EFER.LMA = %d  long mode active\n", (efer & EFER_LMA) != 0);
    kprintf("  this code runs at %p\n", (void *)show_mode);
}

// The name of a range's type.
static const char *type_name(uint32_t type)
{
    switch (type) {
    case MULTIBOOT_MEMORY_AVAILABLE: return "available";
    case MULTIBOOT_MEMORY_RESERVED: return "reserved";
    case MULTIBOOT_MEMORY_ACPI_RECLAIMABLE: return "ACPI tables";
    case MULTIBOOT_MEMORY_NVS: return "ACPI, to be preserved";
    case MULTIBOOT_MEMORY_BADRAM: return "defective";
    default: return "unknown";
    }
}

static void show_memory_map(void)
{
    struct bootinfo_range range;
    uint64_t available = 0;
    kprintf("The memory map, as the firmware gave it:\n");
    for (size_t cursor = 0; bootinfo_next_range(bootinfo(), &cursor, &range);) {
        kprintf("  %016lx - %016lx  %12lu KiB  %s\n", range.start.raw,
                range.start.raw + range.nbytes, range.nbytes / 1024,
                type_name(range.type));
        if (range.type == MULTIBOOT_MEMORY_AVAILABLE) {
            available += range.nbytes;
        }
    }
    kprintf("  %lu KiB are available.\n", available / 1024);
}

static void show_modules(void)
{
    struct bootinfo_module module;
    for (size_t cursor = 0;
         bootinfo_next_module(bootinfo(), &cursor, &module);) {
        kprintf("Module at %016lx, %lu bytes: %s\n", module.start.raw,
                module.nbytes, module.command_line);
    }
}

void demo_run(const char *command_line)
{
    kprintf("Loaded by: %s\n", bootinfo()->loader_name);
    kprintf("Command line: \"%s\"\n", command_line);
    show_mode();
    show_memory_map();
    show_modules();
}
