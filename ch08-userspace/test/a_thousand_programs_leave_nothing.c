// SPDX-License-Identifier: MIT
// Whether they end by themselves, by a fault, or because somebody wants it.
//
// Red when process/process.c has
//     space_destroy(&self->space);
//         spin_lock(&scheduler_lock);
// instead of
//     space_destroy(&self->space);
//         kfree(self->fpu);
//         spin_lock(&scheduler_lock);
// Red when process/process.c has
//     kfree(self->fpu);
//         spin_lock(&scheduler_lock);
// instead of
//     space_destroy(&self->space);
//         kfree(self->fpu);
//         spin_lock(&scheduler_lock);
// Red when memory/page_table.c has
//     clear(table_behind(table[i]), level - 1, KERNEL_HALF);
// instead of
//     clear(table_behind(table[i]), level - 1, PAGE_TABLE_COUNT);

#include "syscall/numbers.h"
#include "test/programs.h"
#include "test/runner.h"

#define RUNS 250 // of each of the four

TEST(a_thousand_programs_leave_nothing)
{
    EXPECT_EQUAL(run("actor"), 0); // what the first of all brings for ever
    size_t frames = count_frames();
    size_t blocks = count_blocks();
    for (unsigned i = 0; i < RUNS; i++) {
        EXPECT_EQUAL(run("actor exit 7"), 7);
        EXPECT_EQUAL(run("actor fault"), STATUS_STOPPED | 14);
        // Now before its first instruction, now in its sleep or loop.
        int asleep = start("actor sleep"), busy = start("actor spin");
        if (i % 10 == 0) {
            thread_sleep(30);
        }
        EXPECT_EQUAL(kill(asleep), STATUS_STOPPED | STOPPED_BY_KILL);
        EXPECT_EQUAL(kill(busy), STATUS_STOPPED | STOPPED_BY_KILL);
    }
    EXPECT_EQUAL(process_count(), 0);
    EXPECT_EQUAL(thread_count(), 0);
    EXPECT_EQUAL(count_frames(), frames);
    EXPECT_EQUAL(count_blocks(), blocks);
}
