// SPDX-License-Identifier: MIT
// memory/region.c - a piece of address space that grows and shrinks at its end.

#include "memory/region.h"

#include "lib/panic.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"

static bool add_page(struct region *region)
{
    paddr_t frame;
    if (!frame_alloc_uncleared(1, &frame)) {
        return false;
    }
    if (space_map(kernel_space(), region->end, frame, 1, PTE_WRITE | PTE_NX) !=
        0) {
        frame_free(frame);
        return false;
    }
    region->end += PAGE_SIZE;
    return true;
}

bool region_grow(struct region *region, size_t npages)
{
    // Or all frames would be ours for a while, and others go without.
    if (npages > (region->limit - region->end) / PAGE_SIZE ||
        npages > frame_nfree()) {
        return false;
    }
    for (size_t done = 0; done < npages; done++) {
        if (!add_page(region)) {
            region_shrink(region, done);
            return false;
        }
    }
    return true;
}

void region_shrink(struct region *region, size_t npages)
{
    for (; npages > 0; npages--) {
        struct translation found;
        uintptr_t page = region->end - PAGE_SIZE;
        KASSERT(page >= region->start);
        bool is_mapped = space_translate(kernel_space(), page, &found);
        KASSERT(is_mapped);
        // It is a page of its own, so that none has to be split.
        int result = space_unmap(kernel_space(), page, 1);
        KASSERT(result == 0);
        frame_free(found.address);
        region->end = page;
    }
}
