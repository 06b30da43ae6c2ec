// SPDX-License-Identifier: MIT
// After a program has filled all of memory with a pattern, the next ones find
// zeros wherever the file, or the arguments, say nothing else.
//
// Breaks: memory/frame.c: check_and_clear(number, 1); =>
// Breaks: process/process.c: after < self->heap_start || after > => after >
// Breaks: process/process.c: wanted = align_up => wanted = align_down
// Breaks: process/arguments.c: sizeof(words[0]), 16) => sizeof(words[0]), 1)

#include "test/programs.h"
#include "test/runner.h"

TEST(memory_is_clean_at_start)
{
    // Only eats_memory itself tells whether the last one's pages were clean.
    for (int i = 0; i < 2; i++) {
        EXPECT_EQUAL(run("eats_memory"), 0);
        EXPECT_EQUAL(run("initial_memory"), 0);
    }
    EXPECT_EQUAL(run("initial_memory an argument of odd length"), 0);
    EXPECT_EQUAL(run("initial_memory two"), 0);
    EXPECT_EQUAL(run("initial_memory with three more"), 0);
}
