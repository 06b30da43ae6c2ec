// SPDX-License-Identifier: MIT
// memory/describe.c - describes an address in words.

#include "memory/describe.h"

#include "base/kprintf.h"
#include "boot/layout.h"
#include "boot/linker_symbols.h"
#include "memory/page_table.h"
#include "x86/cpu.h"

static const struct {
    uintptr_t start, end;
    const char *name;
} regions[] = {
    {0, PAGE_SIZE, "the null page"},
    {PAGE_SIZE, USER_TOP, "the programs' half"},
    {DIRECT_MAP_BASE, DIRECT_MAP_BASE + DIRECT_MAP_SIZE, "the direct map"},
    {HEAP_BASE, HEAP_BASE + HEAP_SIZE, "the heap's region"},
    {STACKS_BASE, STACKS_BASE + STACKS_SIZE, "the stacks' region"},
    {MMIO_BASE, MMIO_BASE + MMIO_SIZE, "the devices' region"},
    {(uintptr_t)kernel_start, (uintptr_t)text_start, "the kernel's constants"},
    {(uintptr_t)text_start, (uintptr_t)symbols_start, "the kernel's code"},
    {(uintptr_t)symbols_start, (uintptr_t)data_start, "the kernel's symbols"},
    {(uintptr_t)data_start, (uintptr_t)kernel_end, "the kernel's variables"},
};

const char *describe_region(uintptr_t address)
{
    for (size_t i = 0; i < ARRAY_LENGTH(regions); i++) {
        if (address >= regions[i].start && address < regions[i].end) {
            return regions[i].name;
        }
    }
    return "no region of the kernel";
}

const char *describe_rights(pte_t rights)
{
    bool can_execute = !(rights & PTE_NX);
    if (rights & PTE_WRITE) {
        return can_execute ? "read, write, execute" : "read, write";
    }
    return can_execute ? "read, execute" : "read";
}

// Takes no lock: the code that faulted may hold it. The tables do not change
// meanwhile, since that code is stopped.
void describe_address(uintptr_t address)
{
    struct translation found;
    paddr_t root = {read_cr3() & PTE_ADDRESS};
    kprintf("  that is in %s\n", describe_region(address));
    if (!page_table_translate(root, address, &found)) {
        return; // trap/report.c has said that no page is mapped there
    }
    kprintf("  mapped to 0x%lx, in a page of %zu KiB: %s\n", found.address.raw,
            found.page_size / 1024, describe_rights(found.rights));
    if (found.rights & PTE_USER) {
        kprintf("  PTE_USER is set: SMAP and SMEP refuse the kernel\n");
    }
}
