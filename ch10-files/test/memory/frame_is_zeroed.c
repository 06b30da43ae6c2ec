// SPDX-License-Identifier: MIT
// Breaks: memory/frame.c: memory_of(first), 0 => memory_of(first), 1

#include "base/required.h"
#include "boot/layout.h"
#include "boot/paging.h"
#include "memory/frame.h"
#include "test/runner.h"

static bool is_zero(paddr_t start, size_t nframes)
{
    const uint64_t *words = phys_to_virt(start);
    for (size_t i = 0; i < nframes * PAGE_SIZE / sizeof(*words); i++) {
        if (words[i] != 0) {
            return false;
        }
    }
    return true;
}

TEST(frame_is_zeroed)
{
    paddr_t frame, again, run;
    if (!EXPECT(frame_alloc(&frame))) {
        return;
    }
    memset(phys_to_virt(frame), 0xAB, PAGE_SIZE);
    frame_free(frame);
    if (EXPECT(frame_alloc(&again))) {
        EXPECT_EQUAL(again.raw, frame.raw); // the highest, as before
        EXPECT(is_zero(again, 1));
        frame_free(again);
    }
    if (!EXPECT(frame_alloc_run(3, UINT64_MAX, &run))) {
        return;
    }
    memset(phys_to_virt(run), 0xAB, 3 * PAGE_SIZE);
    frame_free_run(run, 3);
    if (EXPECT(frame_alloc_run(3, UINT64_MAX, &run))) {
        EXPECT(is_zero(run, 3));
        frame_free_run(run, 3);
    }
}
