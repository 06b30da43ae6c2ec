// SPDX-License-Identifier: MIT
// Red when console/vga_registers.h has
//     ((foreground) << 4 | (background))
// instead of
//     ((background) << 4 | (foreground))

#include "boot/layout.h"
#include "console/vga.h"
#include "test/runner.h"

TEST(colors_are_in_the_attribute_byte)
{
    volatile uint16_t *cells = phys_to_virt((paddr_t){VGA_TEXT_PHYSICAL});
    volatile uint16_t *corner = &cells[(VGA_ROWS - 1) * VGA_COLUMNS];
    for (int i = 0; i < VGA_ROWS; i++) {
        vga_write("\n", 1); // to the last row
    }
    vga_set_color(VGA_YELLOW, VGA_BLUE);
    vga_write("y", 1);
    vga_set_color(VGA_LIGHT_GREY, VGA_BLACK);
    vga_write("g\n", 2);
    corner -= VGA_COLUMNS;
    EXPECT_EQUAL(corner[0], 0x1E00 | 'y');
    EXPECT_EQUAL(corner[1], 0x0700 | 'g');
}
