// SPDX-License-Identifier: MIT
// Breaks: console/vga.c: clear_rows(VGA_ROWS - 1, VGA_ROWS); =>
// Breaks: console/vga.c: (const void *)cells, => (const void *)(cells + 1),
// Breaks: console/vga.c: cells = memory; => cells = memory + 1;

#include "base/format.h"
#include "base/string.h"
#include "console/vga.h"
#include "test/console/screen.h"
#include "test/runner.h"

#define LINES 500 // the card's memory ends after some 200

// Does the row hold the text, and after it spaces?
static bool row_is(unsigned row, const char *text)
{
    volatile uint16_t *cell = first_cell() + row * VGA_COLUMNS;
    size_t length = strlen(text);
    for (size_t column = 0; column < VGA_COLUMNS; column++) {
        char expected = column < length ? text[column] : ' ';
        if ((char)cell[column] != expected) {
            return false;
        }
    }
    return true;
}

static void write_line(unsigned number)
{
    char line[16];
    snprintf(line, sizeof(line), "\nline %u", number);
    vga_write(line, strlen(line));
}

static bool row_has_line(unsigned row, unsigned number)
{
    char line[16];
    snprintf(line, sizeof(line), "line %u", number);
    return row_is(row, line);
}

TEST(screen_scrolls_past_end_of_memory)
{
    // As firmware may leave it, behind the rows that are shown.
    for (volatile uint16_t *cell = first_cell() + VGA_ROWS * VGA_COLUMNS;
         cell < card_memory() + VGA_CELLS; cell++) {
        *cell = VGA_CELL('#', VGA_ATTRIBUTE(VGA_RED, VGA_BLACK));
    }
    for (unsigned number = 0; number < LINES; number++) {
        write_line(number);
        if (number >= VGA_ROWS &&
            !EXPECT(row_has_line(0, number - (VGA_ROWS - 1)) &&
                    row_has_line(VGA_ROWS - 1, number))) {
            break;
        }
    }
    vga_write("\n", 1);
}
