// SPDX-License-Identifier: MIT

#include "base/string.h"
#include "boot/layout.h"
#include "console/vga.h"
#include "test/runner.h"
#include "x86/cpu.h"

#define WHITE_ON_BLUE VGA_ATTRIBUTE(VGA_WHITE, VGA_BLUE)

static uint16_t before[VGA_ROWS * VGA_COLUMNS];

static unsigned crtc_read(uint8_t index)
{
    outb(CRTC_INDEX_PORT, index);
    return inb(CRTC_DATA_PORT);
}

// The cell in the upper left corner. It changes when the screen scrolls.
static volatile uint16_t *screen(void)
{
    volatile uint16_t *memory = phys_to_virt((paddr_t){VGA_TEXT_PHYSICAL});
    return memory + (crtc_read(CRTC_START_ADDRESS_HIGH) << 8 |
                     crtc_read(CRTC_START_ADDRESS_LOW));
}

static unsigned cursor(void)
{
    return crtc_read(CRTC_CURSOR_LOCATION_HIGH) << 8 |
           crtc_read(CRTC_CURSOR_LOCATION_LOW);
}

// Has the screen changed only in these cells, which hold the expected text?
static bool shows(unsigned row, unsigned column, const char *expected)
{
    unsigned first = row * VGA_COLUMNS + column;
    size_t length = strlen(expected);
    for (unsigned i = 0; i < VGA_ROWS * VGA_COLUMNS; i++) {
        bool is_inside = i >= first && i < first + length;
        uint16_t cell = is_inside
                            ? VGA_CELL(expected[i - first], WHITE_ON_BLUE)
                            : before[i];
        if (screen()[i] != cell) {
            return false;
        }
    }
    return true;
}

static bool shows_after(unsigned row, unsigned column, const char *text,
                        const char *expected)
{
    unsigned cursor_before = cursor();
    for (unsigned i = 0; i < VGA_ROWS * VGA_COLUMNS; i++) {
        before[i] = screen()[i];
    }
    vga_set_color(VGA_WHITE, VGA_BLUE);
    vga_show_at(row, column, text);
    vga_set_color(VGA_LIGHT_GREY, VGA_BLACK);
    return shows(row, column, expected) && cursor() == cursor_before;
}

TEST(text_has_a_fixed_place)
{
    for (unsigned i = 0; i < VGA_ROWS + 5; i++) {
        vga_write("\nsome text", 10); // the screen scrolls
    }
    EXPECT(shows_after(0, 70, "12:34", "12:34"));
    EXPECT(shows_after(7, 0, "", ""));
    EXPECT(shows_after(5, 76, "too long", "too "));
    EXPECT(shows_after(VGA_ROWS - 1, 78, "the end", "th"));
    EXPECT(shows_after(3, 10, "a\nb\tc\x1B", "a?b?c?"));
    EXPECT(shows_after(VGA_ROWS, 0, "no row", ""));
    EXPECT(shows_after(0, VGA_COLUMNS, "no column", ""));
    EXPECT(shows_after(0xFFFFFFFF, 0xFFFFFFFF, "neither", ""));

    vga_write("!", 1); // behind `some text`
    EXPECT_EQUAL(screen()[(VGA_ROWS - 1) * VGA_COLUMNS + 9] & 0xFF, '!');
}
