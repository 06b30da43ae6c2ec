// SPDX-License-Identifier: MIT
// memory/page_table.h - the tables by which the CPU translates addresses.
//
// Intel SDM Vol. 3A, "4-Level Paging and 5-Level Paging". Tables are named by
// the physical address of their uppermost one, the PML4, as in register CR3.
// The caller holds whatever lock guards them. Whatever may have been in the
// TLB of this CPU is taken out of it.
//
// A range is npages pages of 4 KiB, from a page boundary on, and lies in one
// half of the address space.

#pragma once

#include "base/types.h"
#include "x86/paging.h"

// What a page allows, beside to be read.
#define PAGE_RIGHTS (PTE_WRITE | PTE_USER | PTE_NX)

struct translation {
    paddr_t address;  // of the byte that was asked for
    size_t page_size; // in bytes
    pte_t rights;     // of PAGE_RIGHTS
};

// Maps a range, of which nothing is mapped yet (else panic), to as many frames
// from pa on. Pages of 2 MiB are used where both addresses allow it. Returns 0,
// or -ENOMEM, with nothing mapped, if there is no frame for a table.
MUST_USE int page_table_map(paddr_t root, uintptr_t va, paddr_t pa,
                            size_t npages, pte_t rights);

// Unmaps what is mapped of a range, and gives back tables that have become
// empty; the frames behind the pages are the caller's. Returns 0, or -ENOMEM,
// with nothing unmapped, if a large page had to be split and there is no frame.
MUST_USE int page_table_unmap(paddr_t root, uintptr_t va, size_t npages);

// Gives new rights to what is mapped of a range. Returns as page_table_unmap.
MUST_USE int page_table_protect(paddr_t root, uintptr_t va, size_t npages,
                                pte_t rights);

// Where does the CPU find this byte? Returns false if it is not mapped.
bool page_table_translate(paddr_t root, uintptr_t va,
                          struct translation *translation);

// Sees to it that the PML4's entry for va leads to a table, and will do so for
// ever, however little is mapped there: address spaces that copied the entry
// then share all that is mapped behind it. Returns false if there is no frame.
MUST_USE bool page_table_keep(paddr_t root, uintptr_t va);

// Copies the PML4's entries of the kernel's half. All of them are kept ones.
void page_table_share_kernel(paddr_t to, paddr_t from);

// Unmaps all of the programs' half, and gives back the frames behind its pages
// as well. No CPU has these tables in use.
void page_table_clear_user(paddr_t root);

// Makes tables that somebody else has filled in fit for all of the above.
void page_table_adopt(paddr_t root);
