// SPDX-License-Identifier: MIT
// memory/large_page.c - splits a 2 MiB page into 512 pages of 4 KiB.

#include "memory/large_page.h"

#include "base/errno.h"
#include "boot/layout.h"
#include "memory/frame.h"
#include "memory/walk.h"
#include "x86/cpu.h"

// If va lies inside a large page, not at its start, replaces the page by 512
// small ones with the same rights.
static int split_at(paddr_t root, uintptr_t va)
{
    if (is_aligned(va, LARGE_PAGE_SIZE)) {
        return 0;
    }
    struct walk at = walk(root, va, PAGE_LEVEL);
    pte_t large = *at.entry;
    if (at.level != LARGE_PAGE_LEVEL || !is_present(large)) {
        return 0;
    }
    paddr_t table;
    if (!frame_alloc(&table)) {
        return -ENOMEM;
    }
    pte_t *entries = phys_to_virt(table);
    for (size_t i = 0; i < PAGE_TABLE_COUNT; i++) {
        entries[i] = (large & ~PTE_LARGE) + i * PAGE_SIZE;
    }
    *at.entry = walk_table_entry(table, va);
    invlpg((void *)va);
    return 0;
}

int large_page_split_ends(paddr_t root, uintptr_t va, size_t npages)
{
    if (npages == 0) {
        return 0;
    }
    uintptr_t end = va + npages * PAGE_SIZE;
    int result = split_at(root, va);
    // Both ends of a short range often lie in one large page: split it once.
    bool is_split = !is_aligned(va, LARGE_PAGE_SIZE) &&
                    va / LARGE_PAGE_SIZE == end / LARGE_PAGE_SIZE;
    return result != 0 || is_split ? result : split_at(root, end);
}
