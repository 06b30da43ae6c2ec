// SPDX-License-Identifier: MIT
// Red when memory/frame.c has
//     if (0) {
// instead of
//     if (bitmap_has(&unused, number)) {

#include "memory/frame.h"
#include "test/runner.h"

TEST_PANICS(freeing_a_free_frame_is_refused, "is given back, and is free")
{
    paddr_t frame;
    if (EXPECT(frame_alloc(&frame))) {
        frame_free(frame);
        frame_free(frame);
    }
}
