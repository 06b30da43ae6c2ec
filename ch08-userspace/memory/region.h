// SPDX-License-Identifier: MIT
// memory/region.h - a piece of address space that grows and shrinks at its end.

#pragma once

#include "base/types.h"

struct region {
    uintptr_t start, end; // [the owner's lock] what is mapped of it now
    uintptr_t limit;      // it does not grow beyond
};

// Maps npages more, to frames that hold whatever they held. Returns false, and
// has changed nothing, if there are not so many.
MUST_USE bool region_grow(struct region *region, size_t npages);

// Gives the last npages back.
void region_shrink(struct region *region, size_t npages);
