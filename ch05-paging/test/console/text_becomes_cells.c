// SPDX-License-Identifier: MIT
// Breaks: console/vga.c: while (column % TAB_WIDTH != 0) => while (0)

#include "base/string.h"
#include "console/vga.h"
#include "test/console/screen.h"
#include "test/runner.h"

static volatile uint16_t *cell_at(unsigned row, unsigned column)
{
    return first_cell() + row * VGA_COLUMNS + column;
}

static void write(const char *text)
{
    vga_write(text, strlen(text));
}

// Does the row hold the text, and after it spaces?
static bool row_is(unsigned row, const char *text)
{
    size_t length = strlen(text);
    for (unsigned column = 0; column < VGA_COLUMNS; column++) {
        char expected = column < length ? text[column] : ' ';
        if ((char)*cell_at(row, column) != expected) {
            return false;
        }
    }
    return true;
}

// Scrolls the earlier text away; the cursor is at the start of the last row.
static void begin_on_last_row(void)
{
    for (int i = 0; i < VGA_ROWS; i++) {
        write("\n");
    }
}

TEST(text_becomes_cells)
{
    const unsigned last = VGA_ROWS - 1;
    char line[VGA_COLUMNS + 1];

    begin_on_last_row();
    write("a\tb\t12345678\tc");
    EXPECT(row_is(last, "a       b       12345678        c"));

    write("\nwrong\b\b\b\b\bright\rW\n");
    EXPECT(row_is(last - 1, "Wight"));
    EXPECT(row_is(last, ""));

    write("\x01\x02[31m\x7f");
    EXPECT_EQUAL(*cell_at(last, 0) & 0xFF, '?');
    EXPECT_EQUAL(*cell_at(last, 5) & 0xFF, 'm');

    // Exactly a line, and its newline: one row, and no empty one after it.
    memset(line, '#', VGA_COLUMNS);
    line[VGA_COLUMNS] = '\0';
    write("\n");
    write(line);
    write("\nnext");
    EXPECT(row_is(last - 1, line));
    EXPECT(row_is(last, "next"));

    // One character more goes to the next row, and back again by backspace.
    write("\n");
    write(line);
    write("+\b\b=");
    EXPECT_EQUAL(*cell_at(last - 1, VGA_COLUMNS - 1) & 0xFF, '=');
    EXPECT_EQUAL(*cell_at(last, 0) & 0xFF, '+');

    // On a full line a tab goes to the next row, a backspace stays in this one.
    write("\n");
    write(line);
    write("\tx\n");
    write(line);
    EXPECT(row_is(last - 1, "        x"));
    write("\b=");
    EXPECT_EQUAL(*cell_at(last, VGA_COLUMNS - 1) & 0xFF, '=');
    write("\n");
}
