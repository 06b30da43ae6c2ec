// SPDX-License-Identifier: MIT

#include "base/string.h"
#include "boot/layout.h"
#include "console/vga.h"
#include "test/runner.h"
#include "x86/cpu.h"

#define YELLOW_ON_BLUE VGA_ATTRIBUTE(VGA_YELLOW, VGA_BLUE)

static volatile uint16_t *cells;

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

// Counted from the upper left corner of the screen.
static unsigned cursor(void)
{
    unsigned cell = crtc_read(CRTC_CURSOR_LOCATION_HIGH) << 8 |
                    crtc_read(CRTC_CURSOR_LOCATION_LOW);
    return cell - (unsigned)(first_cell() - card_memory());
}

// Are all cells behind this one blanks in the colours of the test?
static bool is_blank_behind(unsigned first)
{
    for (unsigned i = first; i < VGA_ROWS * VGA_COLUMNS; i++) {
        if (cells[i] != VGA_CELL(' ', YELLOW_ON_BLUE)) {
            return false;
        }
    }
    return true;
}

TEST(a_form_feed_clears_the_screen)
{
    char line[VGA_COLUMNS + 1];
    cells = first_cell();
    memset(line, '#', VGA_COLUMNS);
    line[VGA_COLUMNS] = '\0';

    // The last row is full, and the next character would scroll.
    for (unsigned i = 0; i < VGA_ROWS; i++) {
        write("\nsome text");
    }
    write("\n");
    write(line);
    vga_set_color(VGA_YELLOW, VGA_BLUE);
    write("\f");
    EXPECT(is_blank_behind(0));
    EXPECT_EQUAL(cursor(), 0);

    write("x");
    EXPECT_EQUAL(cells[0], VGA_CELL('x', YELLOW_ON_BLUE));
    EXPECT(is_blank_behind(1));

    // Between other text, and twice.
    write("one\ntwo\f\fthree\nfour");
    EXPECT_EQUAL(cells[0] & 0xFF, 't');
    EXPECT_EQUAL(cells[4] & 0xFF, 'e');
    EXPECT_EQUAL(cells[5] & 0xFF, ' ');
    EXPECT_EQUAL(cells[VGA_COLUMNS] & 0xFF, 'f');
    EXPECT(is_blank_behind(VGA_COLUMNS + 4));
    EXPECT_EQUAL(cursor(), VGA_COLUMNS + 4);
    vga_set_color(VGA_LIGHT_GREY, VGA_BLACK);
    write("\f");
}
