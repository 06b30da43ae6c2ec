// SPDX-License-Identifier: MIT
// Breaks: console/vga_registers.h: ((background) << 4 | (foreground))
//     => ((foreground) << 4 | (background))

#include "console/vga.h"
#include "test/console/screen.h"
#include "test/runner.h"

TEST(colors_are_in_attribute_byte)
{
    for (int i = 0; i < VGA_ROWS; i++) {
        vga_write("\n", 1); // to the last row
    }
    vga_set_color(VGA_YELLOW, VGA_BLUE);
    vga_write("y", 1);
    vga_set_color(VGA_LIGHT_GREY, VGA_BLACK);
    vga_write("g\n", 2);
    volatile uint16_t *corner = first_cell() + (VGA_ROWS - 2) * VGA_COLUMNS;
    EXPECT_EQUAL(corner[0], 0x1E00 | 'y');
    EXPECT_EQUAL(corner[1], 0x0700 | 'g');
}
