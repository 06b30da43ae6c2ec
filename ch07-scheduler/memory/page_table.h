// SPDX-License-Identifier: MIT
// memory/page_table.h - maps pages, unmaps them, and changes their rights.
//
// `root` is the physical address of the PML4, as in register CR3. The caller
// holds the lock of the address space. Each function flushes the entries that
// it has changed from this CPU's TLB.
//
// A range is npages pages of 4 KiB, starts at a page boundary, and lies in one
// half of the address space. Frames start at a page boundary too. Any other
// range or pa is a bug of the caller and panics.

#pragma once

#include "base/types.h"
#include "boot/paging.h"

// The rights of a page, besides reading.
#define PAGE_RIGHTS (PTE_WRITE | PTE_USER | PTE_NX)

struct translation {
    paddr_t address;  // physical, of the byte at va
    size_t page_size; // in bytes
    pte_t rights;     // of PAGE_RIGHTS
};

// Maps a range, of which no page is mapped yet (else panic), to npages
// contiguous frames from pa on. Uses pages of 2 MiB where both addresses are
// aligned, at least 512 pages are left to map, and there is no PT yet. Returns
// -ENOMEM, with nothing mapped, if there is no frame for a table.
MUST_USE int page_table_map(paddr_t root, uintptr_t va, paddr_t pa,
                            size_t npages, pte_t rights);

// Unmaps the pages of a range that are mapped; their frames still
// belong to the caller, and the tables stay for the next time. Returns -ENOMEM,
// with nothing unmapped, if a large page must be split and there is no frame.
MUST_USE int page_table_unmap(paddr_t root, uintptr_t va, size_t npages);

// Gives new rights to the pages of a range that are mapped. Returns -ENOMEM,
// with nothing changed, as page_table_unmap() does.
MUST_USE int page_table_protect(paddr_t root, uintptr_t va, size_t npages,
                                pte_t rights);

// Stores the translation of va and returns true; false if it is not mapped.
bool page_table_translate(paddr_t root, uintptr_t va,
                          struct translation *translation);

// Adds a PDPT at the PML4's entry for va, if there is none. The PML4's entries
// of the kernel's half are added only by this function, and only at boot: each
// address space gets a copy of them then. Returns -ENOMEM if there is no frame.
MUST_USE int page_table_reserve(paddr_t root, uintptr_t va);
