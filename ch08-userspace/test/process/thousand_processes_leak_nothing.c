// SPDX-License-Identifier: MIT
// 250 each that exit, that fault, and that are killed asleep or in a loop.
//
// Breaks: process/process.c: space_destroy(&self->user.space); =>
// Breaks: memory/space.c: max(space->low_end, min(end, MIDDLE)) => 0
// Breaks: memory/space.c: min(space->high_start, max(start, MIDDLE))
//     => space->high_start
// Breaks: memory/page_table.c: frame_free(frame);
//     => if (level == PAGE_LEVEL) { frame_free(frame); }

#include "abi/status.h"
#include "test/count_threads.h"
#include "test/programs.h"
#include "test/runner.h"

#define RUNS 250 // of each of the four

TEST(thousand_processes_leak_nothing)
{
    EXPECT_EQUAL(run("lifecycle"), 0); // makes page tables that stay
    size_t frames = count_frames();
    size_t blocks = count_blocks();
    for (unsigned i = 0; i < RUNS; i++) {
        EXPECT_EQUAL(run("lifecycle exit 7"), 7);
        EXPECT_EQUAL(run("lifecycle fault"), STATUS_KILLED | 14);
        // At times before the first instruction, at times in the sleep or loop.
        int asleep = start("lifecycle sleep"), busy = start("lifecycle spin");
        if (i % 10 == 0) {
            thread_sleep(30);
        }
        EXPECT_EQUAL(kill(asleep), STATUS_KILLED | KILLED_BY_PARENT);
        EXPECT_EQUAL(kill(busy), STATUS_KILLED | KILLED_BY_PARENT);
    }
    EXPECT_EQUAL(count_threads(), 0);
    EXPECT_EQUAL(count_processes(), 0);
    EXPECT_EQUAL(count_frames(), frames);
    EXPECT_EQUAL(count_blocks(), blocks);
}
