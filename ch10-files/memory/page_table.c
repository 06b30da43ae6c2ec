// SPDX-License-Identifier: MIT
// memory/page_table.c - maps pages, unmaps them, and changes their rights.
//
// Owns no data: the tables belong to the address space, and its lock guards
// them. A table is freed only with its address space. So no table needs a count
// of its entries in use, and the CPU's paging-structure caches, which remember
// tables as the TLB remembers pages, never hold a table that has been freed.

#include "memory/page_table.h"

#include "base/errno.h"
#include "base/required.h"
#include "boot/layout.h"
#include "lib/panic.h"
#include "memory/frame.h"
#include "memory/large_page.h"
#include "memory/walk.h"
#include "x86/cpu.h"

#define KERNEL_HALF (PAGE_TABLE_COUNT / 2) // index of its first PML4 entry

static bool is_range(uintptr_t va, size_t npages)
{
    uintptr_t half_end = va < USER_TOP ? USER_TOP : 0; // 0 is 2^64
    uintptr_t half_start = va < USER_TOP ? 0 : DIRECT_MAP_BASE;
    return is_aligned(va, PAGE_SIZE) && va >= half_start &&
           npages <= (half_end - va) / PAGE_SIZE;
}

// Changes the pages of a range that are mapped, each entry to
// (entry & keep) | set. No large page reaches over an end of the range.
static void change_range(paddr_t root, uintptr_t va, size_t npages, pte_t keep,
                         pte_t set)
{
    while (npages > 0) {
        struct walk at = walk(root, va, PAGE_LEVEL);
        if (is_present(*at.entry)) {
            *at.entry = (*at.entry & keep) | set;
            invlpg((void *)va);
        }
        // Go on where the next entry of this level begins.
        size_t step =
            npages_at(at.level) - va / PAGE_SIZE % npages_at(at.level);
        step = min(step, npages);
        va += step * PAGE_SIZE;
        npages -= step;
    }
}

// Maps the first of npages pages, or a large page. Returns how many 4 KiB pages
// it has mapped: 1 or 512, or 0 if there is no frame for a table.
static size_t map_first(paddr_t root, uintptr_t va, paddr_t pa, size_t npages,
                        pte_t flags)
{
    struct walk at = walk(root, va, PAGE_LEVEL);
    unsigned level = PAGE_LEVEL;
    KASSERT(at.level < PML4_LEVEL || va < USER_TOP); // see page_table_reserve
    if (at.level >= LARGE_PAGE_LEVEL && npages >= npages_at(LARGE_PAGE_LEVEL) &&
        is_aligned(va | pa.raw, LARGE_PAGE_SIZE)) {
        level = LARGE_PAGE_LEVEL;
        flags |= PTE_LARGE;
    }
    if (at.level > level && walk_add_tables(&at, va, level) != 0) {
        return 0;
    }
    KASSERT(!is_present(*at.entry)); // else the page is mapped already
    // No invlpg: the TLB never holds an entry that is not present.
    *at.entry = pa.raw | flags;
    return npages_at(level);
}

int page_table_map(paddr_t root, uintptr_t va, paddr_t pa, size_t npages,
                   pte_t rights)
{
    KASSERT(is_range(va, npages) && is_aligned(pa.raw, PAGE_SIZE));
    pte_t flags = PTE_PRESENT | (rights & PAGE_RIGHTS);
    size_t done = 0;
    while (done < npages) {
        uintptr_t offset = done * PAGE_SIZE;
        size_t step = map_first(root, va + offset, (paddr_t){pa.raw + offset},
                                npages - done, flags);
        if (step == 0) {
            change_range(root, va, done, 0, 0);
            return -ENOMEM;
        }
        done += step;
    }
    return 0;
}

// Splits the large pages at the ends of a range, then changes the range.
static int split_and_change(paddr_t root, uintptr_t va, size_t npages,
                            pte_t keep, pte_t set)
{
    KASSERT(is_range(va, npages));
    int result = large_page_split_ends(root, va, npages);
    if (result == 0) {
        // --- nothing from here on can fail ---
        change_range(root, va, npages, keep, set);
    }
    return result;
}

int page_table_unmap(paddr_t root, uintptr_t va, size_t npages)
{
    return split_and_change(root, va, npages, 0, 0);
}

int page_table_protect(paddr_t root, uintptr_t va, size_t npages, pte_t rights)
{
    return split_and_change(root, va, npages, ~PAGE_RIGHTS,
                            rights & PAGE_RIGHTS);
}

bool page_table_translate(paddr_t root, uintptr_t va,
                          struct translation *translation)
{
    if (!is_range(align_down(va, PAGE_SIZE), 1)) {
        return false;
    }
    struct walk at = walk(root, va, PAGE_LEVEL);
    if (!is_present(*at.entry)) {
        return false;
    }
    size_t page_size = npages_at(at.level) * PAGE_SIZE;
    translation->address.raw = (*at.entry & PTE_ADDRESS) + va % page_size;
    translation->page_size = page_size;
    translation->rights = *at.entry & PAGE_RIGHTS;
    return true;
}

int page_table_reserve(paddr_t root, uintptr_t va)
{
    struct walk at = walk(root, va, PML4_LEVEL - 1);
    return walk_add_tables(&at, va, PML4_LEVEL - 1);
}

// --- several address spaces ---

void page_table_share_kernel(paddr_t to, paddr_t from)
{
    pte_t *entries = phys_to_virt(to);
    const pte_t *shared = phys_to_virt(from);
    memcpy(entries + KERNEL_HALF, shared + KERNEL_HALF,
           (PAGE_TABLE_COUNT - KERNEL_HALF) * sizeof(*entries));
}

// Frees the pages in [start, end), and the tables on the way to them, except
// `table` itself, which is of this level.
static void free_range(const pte_t *table, unsigned level, uintptr_t start,
                       uintptr_t end)
{
    size_t size = npages_at(level) * PAGE_SIZE; // what an entry covers
    uintptr_t next;
    for (uintptr_t va = start; va < end; va = next) {
        pte_t entry = table[PAGE_TABLE_INDEX(va, level)];
        next = align_down(va, size) + size;
        if (!is_present(entry)) {
            continue;
        }
        KASSERT(!(entry & PTE_LARGE)); // programs get small pages
        paddr_t frame = {entry & PTE_ADDRESS};
        if (level > PAGE_LEVEL) {
            free_range(phys_to_virt(frame), level - 1, va, min(next, end));
        }
        frame_free(frame);
    }
}

void page_table_free_range(paddr_t root, uintptr_t start, uintptr_t end)
{
    free_range(phys_to_virt(root), PML4_LEVEL, start, end);
}
