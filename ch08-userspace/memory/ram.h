// SPDX-License-Identifier: MIT
// memory/ram.h - which physical addresses are memory, and which are taken.
//
// Two lists, each given range by range: what the firmware calls available, and
// what of it is not to be handed out after all. The second counts: firmware may
// call one address available and reserved in two entries of its map.

#pragma once

#include "base/types.h"

// Who has a range that is not to be handed out.
enum ram_owner {
    RAM_NOBODY, // it is no memory, or the firmware's
    RAM_KERNEL, // memory that is in use: it could be given back one day
};

struct ram_range {
    uint64_t start, end; // physical, [start, end), in whole pages
    enum ram_owner owner;
};

// Each gives the next range and returns true, or false behind the last. *cursor
// is {0} for the first call. An available range has lost what was not a whole
// page; a taken one was rounded up to whole pages. Ranges may overlap.
struct ram_cursor {
    unsigned list;
    size_t place;
};
bool ram_next_available(struct ram_cursor *cursor, struct ram_range *range);
bool ram_next_taken(struct ram_cursor *cursor, struct ram_range *range);

// The end of the available memory that lies highest, below limit.
uint64_t ram_end(uint64_t limit);

// Finds nbytes of memory that nobody has taken, below limit, in whole pages.
// Returns false if there are none. The place is not noted as taken.
MUST_USE bool ram_find(uint64_t nbytes, uint64_t limit, paddr_t *start);
