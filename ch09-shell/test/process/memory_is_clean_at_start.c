// SPDX-License-Identifier: MIT
// After a program has filled all of memory with a pattern, the next programs
// find zeros in all memory but their file's content and the arguments.
//
// Breaks: memory/frame.c: check_and_clear(number, 1); =>
// Breaks: process/process.c: after < self->heap_start || after > => after >
// Breaks: process/process.c: wanted = align_up => wanted = align_down
// Breaks: process/arguments.c: sizeof(words[0]), 16) => sizeof(words[0]), 1)

#include "test/programs.h"
#include "test/runner.h"

TEST(memory_is_clean_at_start)
{
    // eats_memory checks that its pages are zero before it fills them.
    for (int i = 0; i < 2; i++) {
        EXPECT_EQUAL(run("eats_memory"), 0);
        EXPECT_EQUAL(run("initial_memory"), 0);
    }
    EXPECT_EQUAL(run("initial_memory an argument of odd length"), 0);
    EXPECT_EQUAL(run("initial_memory two"), 0);
    EXPECT_EQUAL(run("initial_memory with three more"), 0);
}
