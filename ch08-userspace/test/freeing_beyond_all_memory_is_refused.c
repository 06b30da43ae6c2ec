// SPDX-License-Identifier: MIT
// Red when memory/bitmap.c has
//     return (number %= map->nbits) < map->nbits &&
// instead of
//     return number < map->nbits &&

#include "memory/frame.h"
#include "test/runner.h"

TEST_PANICS(freeing_beyond_all_memory_is_refused,
            "is given back, and is no memory of ours")
{
    // Where the highest frame would be for a bitmap without an end.
    paddr_t frame;
    if (EXPECT(frame_alloc(&frame))) {
        frame_free((paddr_t){frame.raw + (UINT64_C(1) << 51)});
    }
}
