// SPDX-License-Identifier: MIT
// Red when console/vga.c lacks
//     && background <= VGA_LIGHT_GREY

#include "console/vga.h"
#include "test/runner.h"

// A background above 7 would set the bit that makes characters blink.
TEST_PANICS(a_blinking_color_is_refused, "assertion failed: foreground <=")
{
    vga_set_color(VGA_WHITE, VGA_DARK_GREY);
}
