// SPDX-License-Identifier: MIT
// memory/region.h - a range of mapped addresses that grows and shrinks at its
// end.

#pragma once

#include "base/types.h"

struct region {
    uintptr_t start, end; // [the owner's lock] the mapped addresses
    uintptr_t limit;      // the end that it can grow to
};

// Maps npages more, full of zeros. Returns false, with nothing changed, if
// there are not enough frames.
MUST_USE bool region_grow(struct region *region, size_t npages);

// Unmaps the last npages and frees their frames.
void region_shrink(struct region *region, size_t npages);
