// SPDX-License-Identifier: MIT
// memory/workload.h - the same work for each allocator, to compare them by.

#pragma once

#include "base/types.h"

struct workload {
    size_t nslots;     // blocks that may be in use at a time; half of them are
    size_t nsteps;     // in each a random slot is filled, or emptied
    size_t nbytes_max; // of a block
};

struct workload_result {
    uint64_t ticks;         // of the time-stamp counter, spent in the heap
    size_t ncalls;          // of kmalloc() and kfree()
    size_t nfailed;         // blocks for which there was no memory
    size_t nbytes_asked;    // in use when the heap was largest
    size_t nbytes_held;     // what the heap had taken for that
    size_t nholes_at_end;   // free pieces, when all blocks were freed
    size_t nblocks_damaged; // with other contents than were written
};

// Does the work with the heap's allocator; all blocks are freed at the end. The
// numbers are random, but the same every time.
struct workload_result workload_run(const struct workload *workload);
