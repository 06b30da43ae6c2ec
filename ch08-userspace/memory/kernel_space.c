// SPDX-License-Identifier: MIT
// memory/kernel_space.c - the address space of the kernel.
//
// What can be written is never executed, under any of its addresses: whoever
// finds a way to write where he should not still cannot bring code of his own.
// Owns the kernel's struct space.

#include "memory/kernel_space.h"

#include "base/errno.h"
#include "boot/layout.h"
#include "boot/places.h"
#include "lib/panic.h"
#include "memory/frame.h"
#include "memory/ram.h"

static struct space kernel = {
    .lock = {.name = "kernel space", .level = LOCK_SPACE}};

// The parts of the kernel, as boot/kernel.ld puts them one after the other.
static const struct {
    const uint8_t *start, *end;
    pte_t rights;
} parts[] = {
    {kernel_start, text_start, PTE_NX},
    {text_start, symbols_start, 0},
    {symbols_start, data_start, PTE_NX},
    {data_start, kernel_end, PTE_WRITE | PTE_NX},
};

struct space *kernel_space(void)
{
    return &kernel;
}

static void require(int result)
{
    if (result != 0) {
        panic("not enough memory for the kernel's page tables");
    }
}

static void protect(uintptr_t start, uintptr_t end, pte_t rights)
{
    size_t npages = (align_up(end, PAGE_SIZE) - start) / PAGE_SIZE;
    require(space_protect(&kernel, start, npages, rights));
}

static void unmap(uintptr_t start, uintptr_t end)
{
    require(space_unmap(&kernel, start, (end - start) / PAGE_SIZE));
}

// The kernel's memory is seen twice: at its own addresses, and in the direct
// map, where it must not be written to either if it is not meant to be.
static void protect_kernel(void)
{
    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) {
        uintptr_t start = (uintptr_t)parts[i].start;
        uintptr_t end = (uintptr_t)parts[i].end;
        uintptr_t alias = DIRECT_MAP_BASE - KERNEL_BASE;
        protect(start, end, parts[i].rights);
        protect(start + alias, end + alias, parts[i].rights | PTE_NX);
    }
    // Boot mapped more than was needed; its tables are used by their physical
    // addresses, and its code never again.
    unmap(KERNEL_BASE, (uintptr_t)kernel_start);
    unmap(align_up((uintptr_t)kernel_end, PAGE_SIZE),
          KERNEL_BASE + KERNEL_MAP_SIZE);
}

static void map_large_page(uint64_t address)
{
    struct translation found;
    uintptr_t va = DIRECT_MAP_BASE + address;
    if (!space_translate(&kernel, va, &found)) { // ranges may overlap
        require(space_map(&kernel, va, (paddr_t){address},
                          LARGE_PAGE_SIZE / PAGE_SIZE, PTE_WRITE | PTE_NX));
    }
}

static void extend_direct_map(void)
{
    struct ram_range range;
    for (struct ram_cursor c = {0}; ram_next_available(&c, &range);) {
        uint64_t start = max(range.start, DIRECT_MAP_BOOT_SIZE);
        uint64_t end = min(range.end, frame_limit());
        for (uint64_t at = align_down(start, LARGE_PAGE_SIZE); at < end;
             at += LARGE_PAGE_SIZE) {
            map_large_page(at);
        }
    }
}

// All address spaces have the same PML4 entries for the kernel, so from now on
// these must not change, only what they lead to. One entry is for 512 GiB; of
// heap and stacks there cannot be more than there is memory.
static void keep_regions(void)
{
    const uintptr_t step = 512 * GIB;
    const uintptr_t starts[] = {DIRECT_MAP_BASE, HEAP_BASE, HEAP_BASE + 1 * TIB,
                                STACKS_BASE, MMIO_BASE};
    for (size_t i = 0; i < ARRAY_LENGTH(starts); i++) {
        for (uintptr_t at = 0; at < frame_limit(); at += step) {
            if (!page_table_keep(kernel.root, starts[i] + at)) {
                require(-ENOMEM);
            }
        }
    }
    if (!page_table_keep(kernel.root, KERNEL_BASE)) {
        require(-ENOMEM);
    }
}

void kernel_space_init(void)
{
    kernel.root.raw = (uintptr_t)boot_pml4; // linked at its physical address
    page_table_adopt(kernel.root);
    protect(DIRECT_MAP_BASE, DIRECT_MAP_BASE + DIRECT_MAP_BOOT_SIZE,
            PTE_WRITE | PTE_NX);
    protect_kernel();
    extend_direct_map();
    keep_regions();
    space_use(&kernel);
}
