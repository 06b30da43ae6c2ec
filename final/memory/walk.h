// SPDX-License-Identifier: MIT
// memory/walk.h - from a virtual address to the entry that maps it.
//
// Intel SDM Vol. 3A, "4-Level Paging and 5-Level Paging". A virtual address is
// four indexes and an offset:
//
//      63      48 47    39 38    30 29    21 20    12 11         0
//     +----------+--------+--------+--------+--------+------------+
//     | as bit 47|  PML4  |  PDPT  |   PD   |   PT   |   offset   |
//     +----------+--------+--------+--------+--------+------------+
//       16 bits    9 bits   9 bits   9 bits   9 bits    12 bits
//     level           4        3        2        1
//
// CR3 holds the address of the PML4. Each index picks one of the 512 entries of
// a table, and the entry holds the address of the table of the next level. The
// PT's entry holds the address of the page's frame. An entry of the PD may map
// a large page of 2 MiB instead; then the offset is the last 21 bits.
//
// These functions take no lock: the caller holds the address space's lock.

#pragma once

#include "base/types.h"
#include "boot/paging.h"

#define PML4_LEVEL       4
#define LARGE_PAGE_LEVEL 2
#define PAGE_LEVEL       1

struct walk {
    pte_t *entry;   // where the walk ended
    unsigned level; // of the table that holds the entry
};

// Walks from the PML4 at root towards the entry for va at level `lowest`. Ends
// at a higher level if an entry there is not present or maps a large page.
struct walk walk(paddr_t root, uintptr_t va, unsigned lowest);

// Continues a walk that ended at an entry that is not present, down to level
// `lowest`, by adding empty tables. Returns -ENOMEM if there is no frame for
// one; the tables added until then stay.
MUST_USE int walk_add_tables(struct walk *at, uintptr_t va, unsigned lowest);

// Returns an entry that points to a table on the walk to va. It allows writing,
// and ring 3 if va is in the lower half: the page's own entry decides.
pte_t walk_table_entry(paddr_t table, uintptr_t va);

static inline bool is_present(pte_t entry)
{
    return entry & PTE_PRESENT;
}

// Returns how many 4 KiB pages an entry of this level covers.
static inline size_t npages_at(unsigned level)
{
    return (size_t)1 << 9 * (level - PAGE_LEVEL);
}
