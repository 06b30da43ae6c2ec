// SPDX-License-Identifier: MIT
// Breaks: console/vga.c: && background <= VGA_LIGHT_GREY =>

#include "console/vga.h"
#include "test/runner.h"

// A background above 7 would set the bit that makes characters blink.
TEST_PANICS(blinking_color_panics, "assertion failed:")
{
    vga_set_color(VGA_WHITE, VGA_DARK_GREY);
}
