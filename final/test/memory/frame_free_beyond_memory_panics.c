// SPDX-License-Identifier: MIT
// Breaks: memory/bitmap.c: return number < => return (number %= map->nbits) <

#include "memory/frame.h"
#include "test/runner.h"

TEST_PANICS(frame_free_beyond_memory_panics, "which is not a managed frame")
{
    // An address far beyond the last one that the bitmap covers.
    paddr_t frame;
    if (EXPECT(frame_alloc(&frame))) {
        frame_free((paddr_t){frame.raw + (UINT64_C(1) << 51)});
    }
}
