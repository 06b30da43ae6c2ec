// SPDX-License-Identifier: MIT
// memory/walk.c - from a virtual address to the entry that maps it.

#include "memory/walk.h"

#include "base/errno.h"
#include "boot/layout.h"
#include "lib/panic.h"
#include "memory/frame.h"

// Steps to the entry for va in the table that at->entry points to.
static void descend(struct walk *at, uintptr_t va)
{
    pte_t *table = phys_to_virt((paddr_t){*at->entry & PTE_ADDRESS});
    at->level--;
    at->entry = &table[PAGE_TABLE_INDEX(va, at->level)];
}

struct walk walk(paddr_t root, uintptr_t va, unsigned lowest)
{
    pte_t *pml4 = phys_to_virt(root);
    struct walk at = {&pml4[PAGE_TABLE_INDEX(va, PML4_LEVEL)], PML4_LEVEL};
    while (at.level > lowest && is_present(*at.entry) &&
           !(*at.entry & PTE_LARGE)) {
        descend(&at, va);
    }
    return at;
}

int walk_add_tables(struct walk *at, uintptr_t va, unsigned lowest)
{
    while (at->level > lowest) {
        KASSERT(!is_present(*at->entry)); // else a large page is there
        paddr_t table;
        if (!frame_alloc(&table)) { // full of zeros: no entry is present
            return -ENOMEM;
        }
        *at->entry = walk_table_entry(table, va);
        descend(at, va);
    }
    return 0;
}

// The CPU allows a write, or an access by ring 3, only if the entries of all
// levels do. Entries that point to tables allow both: the page's entry decides.
pte_t walk_table_entry(paddr_t table, uintptr_t va)
{
    return table.raw | PTE_PRESENT | PTE_WRITE | (va < USER_TOP ? PTE_USER : 0);
}
