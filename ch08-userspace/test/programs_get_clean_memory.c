// SPDX-License-Identifier: MIT
// After a program has filled all of memory with a pattern, the next ones find
// zeros wherever the file, or the arguments, say nothing else.
//
// Red when memory/frame.c lacks
//     clear(number, 1);
// Red when process/process.c has
//     after > PROGRAM_END) {
// instead of
//     after < self->heap_start || after > PROGRAM_END) {
// Red when process/process.c has
//     uintptr_t wanted = align_down(after, PAGE_SIZE);
// instead of
//     uintptr_t wanted = align_up(after, PAGE_SIZE);
// Red when process/user_memory.c lacks
//     user_unmap(space, va, done);
// Red when process/arguments.c has
//     uintptr_t rsp = strings - nwords * sizeof(words[0]);
// instead of
//     uintptr_t rsp = align_down(strings - nwords * sizeof(words[0]), 16);

#include "test/programs.h"
#include "test/runner.h"

TEST(programs_get_clean_memory)
{
    // Only eats_memory itself tells whether the last one's pages were clean.
    for (int i = 0; i < 2; i++) {
        EXPECT_EQUAL(run("eats_memory"), 0);
        EXPECT_EQUAL(run("inspector"), 0);
    }
    EXPECT_EQUAL(run("inspector an argument of odd length"), 0);
    EXPECT_EQUAL(run("inspector two"), 0);
    EXPECT_EQUAL(run("inspector with three more"), 0);
}
