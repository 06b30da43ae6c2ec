// SPDX-License-Identifier: MIT
// Breaks: memory/frame.c: end = min(limit / PAGE_SIZE, free_frames.nbits);
//     => end = free_frames.nbits;

#include "boot/layout.h"
#include "boot/paging.h"
#include "memory/frame.h"
#include "test/runner.h"

// What the old floppy controller asks for: 64 KiB below 16 MiB.
TEST(frame_run_stays_below_limit)
{
    paddr_t run, frame;
    size_t before = frame_nfree();
    if (EXPECT(frame_alloc_run(16, 16 * MIB, &run))) {
        EXPECT(run.raw + 16 * PAGE_SIZE <= 16 * MIB);
        // Single frames leave the low memory alone as long as they can.
        if (EXPECT(frame_alloc(&frame))) {
            EXPECT(frame.raw > run.raw + 16 * PAGE_SIZE);
            frame_free(frame);
        }
        frame_free_run(run, 16);
    }
    EXPECT(!frame_alloc_run(1, MIB, &run)); // the first MiB is not managed
    EXPECT(!frame_alloc_run(16 * MIB / PAGE_SIZE, 16 * MIB, &run));
    EXPECT(!frame_alloc_run(SIZE_MAX, UINT64_MAX, &run));
    EXPECT_EQUAL(frame_nfree(), before);
}
