// SPDX-License-Identifier: MIT
// A segment register of a program can hold few values, and they do not matter
// to it. But each program has its own, and no other program sees them.
//
// Breaks: thread/user_context.c: selectors_save(&cpu->user->selectors); =>
// Breaks: thread/user_context.c: selectors_load(&context->selectors); =>

#include "test/programs.h"
#include "test/runner.h"

// 43 is the selector of a program's data. Three more values are null selectors,
// but iretq itself replaces those by 0.
TEST(segment_registers_are_private)
{
    int pids[] = {start("selector_owner 43 200000"),
                  start("selector_owner 0 200000"),
                  start("selector_owner 43 200000")};
    EXPECT_EQUAL(run("selector_owner 43 100"), 0);
    for (size_t i = 0; i < ARRAY_LENGTH(pids); i++) {
        EXPECT_EQUAL(end_of(pids[i]), 0);
    }
}
