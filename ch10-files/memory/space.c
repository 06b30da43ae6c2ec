// SPDX-License-Identifier: MIT
// memory/space.c - an address space: page tables and the lock that guards them.

#include "memory/space.h"

#include "base/errno.h"
#include "boot/layout.h"
#include "cpu/protection.h"
#include "lib/panic.h"
#include "memory/frame.h"
#include "memory/walk.h"
#include "x86/cpu.h"

// low_end lies below this address and high_start above, or both are equal to
// it. An entry of the PML4 begins here, so the two ranges share no table.
#define HALF_END (USER_TOP + PAGE_SIZE)
#define MIDDLE   (HALF_END / 2)
_Static_assert(PAGE_TABLE_INDEX(MIDDLE, PML4_LEVEL) !=
                   PAGE_TABLE_INDEX(MIDDLE - 1, PML4_LEVEL),
               "no table is freed twice");

static void extend_bounds(struct space *space, uintptr_t start, uintptr_t end)
{
    if (start < MIDDLE) {
        space->low_end = max(space->low_end, min(end, MIDDLE));
    }
    if (end > MIDDLE) {
        space->high_start = min(space->high_start, max(start, MIDDLE));
    }
}

int space_map(struct space *space, uintptr_t va, paddr_t pa, size_t npages,
              pte_t rights)
{
    spin_lock(&space->lock);
    extend_bounds(space, va, va + npages * PAGE_SIZE);
    int result =
        page_table_map(space->root, va, pa, npages, pte_supported_bits(rights));
    spin_unlock(&space->lock);
    return result;
}

int space_unmap(struct space *space, uintptr_t va, size_t npages)
{
    spin_lock(&space->lock);
    int result = page_table_unmap(space->root, va, npages);
    spin_unlock(&space->lock);
    return result;
}

int space_protect(struct space *space, uintptr_t va, size_t npages,
                  pte_t rights)
{
    spin_lock(&space->lock);
    int result =
        page_table_protect(space->root, va, npages, pte_supported_bits(rights));
    spin_unlock(&space->lock);
    return result;
}

bool space_translate(struct space *space, uintptr_t va,
                     struct translation *translation)
{
    spin_lock(&space->lock);
    bool is_mapped = page_table_translate(space->root, va, translation);
    spin_unlock(&space->lock);
    return is_mapped;
}

void space_free_pages(struct space *space, uintptr_t va, size_t npages)
{
    for (; npages > 0; npages--, va += PAGE_SIZE) {
        spin_lock(&space->lock);
        struct walk at = walk(space->root, va, PAGE_LEVEL);
        KASSERT(at.level == PAGE_LEVEL && is_present(*at.entry));
        paddr_t frame = {*at.entry & PTE_ADDRESS};
        *at.entry = 0;
        invlpg((void *)va);
        spin_unlock(&space->lock);
        frame_free(frame);
    }
}

int space_create(struct space *space, const struct space *kernel)
{
    *space = (struct space){.lock = {.name = "space", .level = LOCK_SPACE},
                            .high_start = HALF_END};
    if (!frame_alloc(&space->root)) {
        return -ENOMEM;
    }
    page_table_share_kernel(space->root, kernel->root);
    return 0;
}

void space_destroy(struct space *space)
{
    KASSERT(read_cr3() != space->root.raw);
    page_table_free_range(space->root, 0, space->low_end);
    page_table_free_range(space->root, space->high_start, HALF_END);
    frame_free(space->root);
}
