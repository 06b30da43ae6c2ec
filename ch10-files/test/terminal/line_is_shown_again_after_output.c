// SPDX-License-Identifier: MIT
// Text that a program prints in the middle of a line is not erased with it.
//
// Breaks: terminal/terminal.c: if (at.nprints == terminal->nprints) {
//     => if (1) {
// Breaks: terminal/terminal.c: at.column = 0; =>

#include "test/runner.h"
#include "test/terminal/test_terminal.h"

TEST(line_is_shown_again_after_output)
{
    new_terminal();
    write_object(&terminal.object, "$ ", 2);
    type("ab");
    write_object(&terminal.object, "[1] done\n", 9);
    type("c\n");
    EXPECT_TEXT(shown, "$ ab[1] done\nabc\n");
    EXPECT_TEXT(read_text(256), "abc\n");

    new_terminal();
    type("a\t");
    write_object(&terminal.object, "half", 4);
    type("\177\n");
    EXPECT_TEXT(shown, "a\thalf\na\t\b\b\b\b\b\b\b       \b\b\b\b\b\b\b\n");
}
