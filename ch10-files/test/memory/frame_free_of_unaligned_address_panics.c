// SPDX-License-Identifier: MIT
// Breaks: memory/frame.c: KASSERT(is_aligned(start.raw, PAGE_SIZE)); =>

#include "memory/frame.h"
#include "test/runner.h"

TEST_PANICS(frame_free_of_unaligned_address_panics,
            "assertion failed: is_aligned(start.raw")
{
    paddr_t frame;
    if (EXPECT(frame_alloc(&frame))) {
        frame_free((paddr_t){frame.raw + 8});
    }
}
