// SPDX-License-Identifier: MIT
// Breaks: memory/frame.c: if (bitmap_has(&free_frames, number)) { => if (0) {

#include "memory/frame.h"
#include "test/runner.h"

TEST_PANICS(frame_double_free_panics, "double free of the frame at 0x")
{
    paddr_t frame;
    if (EXPECT(frame_alloc(&frame))) {
        frame_free(frame);
        frame_free(frame);
    }
}
