// SPDX-License-Identifier: MIT
// Two escape sequences move and erase, all others do nothing, and a control
// character ends one that is not complete.
//
// Breaks: console/vga.c: byte == ESCAPE || sequence == 0 || is_control
//     => byte == ESCAPE || sequence == 0
// Breaks: console/vga.c: for (unsigned i = row * VGA_COLUMNS + column;
//     => for (unsigned i = 0;
// Breaks: console/vga.c: sequence = byte == '[' ? '[' : 0; => sequence = '[';

#include "base/string.h"
#include "console/vga.h"
#include "test/console/screen.h"
#include "test/runner.h"

// Writes to an empty screen. Does the row then begin with this text, and a
// blank behind it?
static bool shows(const char *text, unsigned row, const char *expected)
{
    size_t length = strlen(expected);
    vga_write("\033[H\033[J", 6);
    vga_write(text, strlen(text));
    for (size_t column = 0; column <= length; column++) {
        char wanted = column < length ? expected[column] : ' ';
        if ((char)first_cell()[row * VGA_COLUMNS + column] != wanted) {
            return false;
        }
    }
    return true;
}

TEST(escape_sequences_are_not_shown)
{
    EXPECT(shows("one\033[1;31mtwo\033[0m", 0, "onetwo"));
    EXPECT(shows("one\033[?25htwo", 0, "onetwo"));
    EXPECT(shows("one\033ctwo", 0, "onetwo")); // without a [
    EXPECT(shows("one\033[3\ntwo", 1, "two"));
    EXPECT(shows("one\033[3\033[mtwo", 0, "onetwo"));
    EXPECT(shows("one\ntwo\033[H1", 0, "1ne"));
    EXPECT(shows("one\ntwo\033[H1\033[J", 0, "1"));
    EXPECT(shows("one\ntwo\b\033[J", 0, "one"));
    EXPECT(shows("one\ntwo\b\033[J", 1, "tw"));
    vga_write("\n", 1);
}
