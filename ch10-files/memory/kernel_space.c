// SPDX-License-Identifier: MIT
// memory/kernel_space.c - the address space of the kernel.
//
// No memory is both writable and executable, at whichever of its addresses
// (W^X): a stray write cannot put code into the kernel.
// Owns the kernel's struct space.

#include "memory/kernel_space.h"

#include "boot/layout.h"
#include "boot/linker_symbols.h"
#include "lib/panic.h"
#include "memory/frame.h"

#define PML4_ENTRY_SIZE (512 * GIB) // what one entry of the PML4 covers

static struct space kernel = {
    .lock = {.name = "kernel space", .level = LOCK_SPACE}};

// The parts of the kernel, in the order of boot/kernel.ld.
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

// The kernel is mapped twice: at its own addresses and in the direct map. Both
// get the same rights, but code is executed only at its own addresses.
static void protect_kernel(void)
{
    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) {
        uintptr_t start = (uintptr_t)parts[i].start;
        uintptr_t end = (uintptr_t)parts[i].end;
        uintptr_t to_alias = DIRECT_MAP_BASE - KERNEL_BASE;
        protect(start, end, parts[i].rights);
        protect(start + to_alias, end + to_alias, parts[i].rights | PTE_NX);
    }
    // Unmap what boot mapped beyond the kernel: boot's code is not needed any
    // more, and its page tables are accessed by the direct map.
    unmap(KERNEL_BASE, (uintptr_t)kernel_start);
    unmap(align_up((uintptr_t)kernel_end, PAGE_SIZE),
          KERNEL_BASE + KERNEL_MAP_SIZE);
}

// Maps all managed memory into the direct map, in large pages. Boot has mapped
// the first 4 GiB.
static void extend_direct_map(void)
{
    uint64_t start, end, done = DIRECT_MAP_BOOT_SIZE;
    while (frame_next_range(done, &start, &end)) {
        start = align_down(start, LARGE_PAGE_SIZE);
        done = align_up(end, LARGE_PAGE_SIZE);
        for (uint64_t at = start; at < done;
             at = align_down(at, PML4_ENTRY_SIZE) + PML4_ENTRY_SIZE) {
            require(page_table_reserve(kernel.root, DIRECT_MAP_BASE + at));
        }
        require(space_map(&kernel, DIRECT_MAP_BASE + start, (paddr_t){start},
                          (done - start) / PAGE_SIZE, PTE_WRITE | PTE_NX));
    }
}

void kernel_space_init(void)
{
    kernel.root.raw = (uintptr_t)boot_pml4; // linked at its physical address
    // A PML4 entry for the first 512 GiB of each region: more is never used.
    require(page_table_reserve(kernel.root, HEAP_BASE));
    require(page_table_reserve(kernel.root, STACKS_BASE));
    require(page_table_reserve(kernel.root, MMIO_BASE));
    protect(DIRECT_MAP_BASE, DIRECT_MAP_BASE + DIRECT_MAP_BOOT_SIZE,
            PTE_WRITE | PTE_NX);
    protect_kernel();
    extend_direct_map();
    space_use(&kernel);
}
