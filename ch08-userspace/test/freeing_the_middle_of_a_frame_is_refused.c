// SPDX-License-Identifier: MIT
// Red when memory/frame.c lacks
//     KASSERT(is_aligned(start.raw, PAGE_SIZE));

#include "memory/frame.h"
#include "test/runner.h"

TEST_PANICS(freeing_the_middle_of_a_frame_is_refused,
            "assertion failed: is_aligned(start.raw")
{
    paddr_t frame;
    if (EXPECT(frame_alloc(&frame))) {
        frame_free((paddr_t){frame.raw + 8});
    }
}
