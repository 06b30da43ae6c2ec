// SPDX-License-Identifier: MIT
// memory/ram.h - which physical addresses are RAM, and which of them are taken.
//
// Enumerates two lists of ranges: what the firmware calls available, and what
// is taken, that is, must not be allocated. An address on both lists is taken:
// the firmware's map may call one address both available and reserved.

#pragma once

#include "base/types.h"

struct ram_range {
    uint64_t start, end; // physical, [start, end), in whole pages
};

// How far a list has been read; {0} before the first call.
struct ram_cursor {
    size_t fixed, module, range;
};

// Each stores the next range and returns true; false after the last. Available
// ranges are rounded inward to whole pages, taken ones outward. Ranges may
// overlap.
bool ram_next_available(struct ram_cursor *cursor, struct ram_range *range);
bool ram_next_taken(struct ram_cursor *cursor, struct ram_range *range);

// Returns the highest end of an available range, but at most limit.
uint64_t ram_end(uint64_t limit);

// Finds nbytes of available RAM below limit, page-aligned, that no taken range
// overlaps. Returns false if there are none. Does not mark them as taken.
MUST_USE bool ram_find(uint64_t nbytes, uint64_t limit, paddr_t *start);
