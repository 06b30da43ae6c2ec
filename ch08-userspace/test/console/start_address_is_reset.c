// SPDX-License-Identifier: MIT
// Breaks: console/vga.c: crtc_write_cell(CRTC_START_ADDRESS_HIGH, memory); =>
// Breaks: console/vga.c: crtc_write(index + 1, (uint8_t)number); =>

#include "console/vga.h"
#include "test/console/screen.h"
#include "test/runner.h"

static void crtc_write(uint8_t index, uint8_t value)
{
    outb(CRTC_INDEX_PORT, index);
    outb(CRTC_DATA_PORT, value);
}

// A boot loader may leave another start address, which hides the first rows.
TEST(start_address_is_reset)
{
    crtc_write(CRTC_START_ADDRESS_HIGH, 1);
    crtc_write(CRTC_START_ADDRESS_LOW, VGA_COLUMNS);
    EXPECT(vga_init());
    EXPECT_EQUAL(crtc_read(CRTC_START_ADDRESS_HIGH), 0);
    EXPECT_EQUAL(crtc_read(CRTC_START_ADDRESS_LOW), 0);
}
