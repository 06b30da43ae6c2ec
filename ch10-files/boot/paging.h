// SPDX-License-Identifier: MIT
// boot/paging.h - the entries of page tables.
//
// Intel SDM Vol. 3A, "4-Level Paging and 5-Level Paging", tables "Format of a
// Page-Table Entry that Maps a 4-KByte Page" and its neighbours. The same bits
// mean the same on all four levels, but for PTE_LARGE.

#pragma once

#include "base/types.h"

typedef uint64_t pte_t; // one entry, as the CPU reads it

#define PTE_PRESENT (UINT64_C(1) << 0)
#define PTE_WRITE   (UINT64_C(1) << 1)
#define PTE_USER    (UINT64_C(1) << 2)  // ring 3 may access it too
#define PTE_LARGE   (UINT64_C(1) << 7)  // in an entry of a PD: maps 2 MiB
#define PTE_NX      (UINT64_C(1) << 63) // not executable; needs EFER.NXE
#define PTE_ADDRESS UINT64_C(0x000FFFFFFFFFF000)

#define PAGE_SIZE        4096
#define LARGE_PAGE_SIZE  (512 * PAGE_SIZE)
#define PAGE_TABLE_COUNT 512 // entries in a table, which fills one page

// Which entry of the table of each level an address selects: 9 bits a level
// above the 12 of the page. Level 4 is the PML4, 1 the page table itself.
#define PAGE_TABLE_INDEX(address, level) \
    (((address) >> (12 + 9 * ((level)-1))) & (PAGE_TABLE_COUNT - 1))
