// SPDX-License-Identifier: MIT

#include "base/format.h"
#include "base/string.h"
#include "boot/layout.h"
#include "console/vga.h"
#include "test/runner.h"
#include "x86/cpu.h"

#define KEPT 100 // lines that can be looked at again

static volatile uint16_t *cells;
static uint16_t before[VGA_ROWS * VGA_COLUMNS];

static unsigned crtc_read(uint8_t index)
{
    outb(CRTC_INDEX_PORT, index);
    return inb(CRTC_DATA_PORT);
}

static volatile uint16_t *card_memory(void)
{
    return phys_to_virt((paddr_t){VGA_TEXT_PHYSICAL});
}

// The cell in the upper left corner. It changes when the screen scrolls.
static volatile uint16_t *first_cell(void)
{
    return card_memory() + (crtc_read(CRTC_START_ADDRESS_HIGH) << 8 |
                            crtc_read(CRTC_START_ADDRESS_LOW));
}

static void write(const char *text)
{
    vga_write(text, strlen(text));
    cells = first_cell(); // it may have scrolled
}

static void write_entries(unsigned first, unsigned end)
{
    for (unsigned i = first; i < end; i++) {
        char line[32];
        snprintf(line, sizeof(line), "entry %u\n", i);
        write(line);
    }
}

static bool row_is(unsigned row, const char *text)
{
    size_t length = strlen(text);
    for (unsigned column = 0; column < VGA_COLUMNS; column++) {
        char expected = column < length ? text[column] : ' ';
        if ((char)cells[row * VGA_COLUMNS + column] != expected) {
            return false;
        }
    }
    return true;
}

// Do the rows, from the first one on, hold the entries from this one on?
static bool page_is(unsigned entry, unsigned nrows)
{
    for (unsigned row = 0; row < nrows; row++) {
        char line[32];
        snprintf(line, sizeof(line), "entry %u", entry + row);
        if (!row_is(row, line)) {
            return false;
        }
    }
    return true;
}

// Nothing has scrolled away yet: there is nothing to look at.
static void look_back_too_early(void)
{
    for (unsigned i = 0; i < ARRAY_LENGTH(before); i++) {
        before[i] = cells[i];
    }
    vga_look_back(5);
    for (unsigned i = 0; i < ARRAY_LENGTH(before); i++) {
        if (!EXPECT_EQUAL(cells[i], before[i])) {
            return;
        }
    }
}

TEST(a_hundred_lines_can_be_looked_at_again)
{
    cells = first_cell();
    look_back_too_early();

    write_entries(0, 140);
    EXPECT(page_is(116, 24));
    EXPECT(row_is(24, ""));

    vga_look_back(1);
    EXPECT(page_is(115, 25));
    vga_look_back(30); // from the newest page, not from the one before
    EXPECT(page_is(86, 25));
    vga_look_back(KEPT);
    EXPECT(page_is(16, 25));
    vga_look_back(KEPT + 1); // no more are kept
    EXPECT(page_is(16, 25));
    vga_look_back(UINT32_MAX);
    EXPECT(page_is(16, 25));
    vga_look_back(0);
    EXPECT(page_is(116, 24));
    EXPECT(row_is(24, ""));

    // Text goes where it belongs, and nothing is kept twice or lost.
    vga_look_back(10);
    write("half a line");
    EXPECT(page_is(116, 24));
    EXPECT(row_is(24, "half a line"));
    vga_look_back(KEPT);
    write("\r           \r");
    write_entries(140, 175);
    EXPECT(page_is(151, 24));
    vga_look_back(KEPT);
    EXPECT(page_is(51, 25));
    vga_look_back(0);

    // A line keeps its colours.
    vga_set_color(VGA_YELLOW, VGA_BLUE);
    write("y\n");
    vga_set_color(VGA_LIGHT_GREY, VGA_BLACK);
    write_entries(0, VGA_ROWS);
    vga_look_back(2);
    EXPECT_EQUAL(cells[0], VGA_CELL('y', VGA_ATTRIBUTE(VGA_YELLOW, VGA_BLUE)));
    vga_look_back(0);
}
