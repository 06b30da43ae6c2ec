// SPDX-License-Identifier: MIT
// memory/region.c - a range of mapped addresses that grows and shrinks at its
// end.

#include "memory/region.h"

#include "lib/panic.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"

bool region_grow(struct region *region, size_t npages)
{
    // Too large a request fails before it takes frames from other callers.
    if (npages > (region->limit - region->end) / PAGE_SIZE ||
        npages > frame_nfree()) {
        return false;
    }
    paddr_t frame;
    size_t done = 0;
    for (; done < npages && frame_alloc(&frame); done++) {
        if (space_map(kernel_space(), region->end, frame, 1,
                      PTE_WRITE | PTE_NX) != 0) {
            frame_free(frame);
            break;
        }
        region->end += PAGE_SIZE;
    }
    if (done < npages) {
        region_shrink(region, done);
    }
    return done == npages;
}

void region_shrink(struct region *region, size_t npages)
{
    KASSERT(npages <= (region->end - region->start) / PAGE_SIZE);
    region->end -= npages * PAGE_SIZE;
    space_free_pages(kernel_space(), region->end, npages);
}
