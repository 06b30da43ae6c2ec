// SPDX-License-Identifier: MIT
// memory/space.c - an address space: page tables and the lock that guards them.

#include "memory/space.h"

#include "cpu/protection.h"
#include "lib/panic.h"
#include "memory/frame.h"
#include "memory/walk.h"
#include "x86/cpu.h"

int space_map(struct space *space, uintptr_t va, paddr_t pa, size_t npages,
              pte_t rights)
{
    spin_lock(&space->lock);
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
