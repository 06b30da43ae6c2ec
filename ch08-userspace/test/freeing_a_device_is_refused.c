// SPDX-License-Identifier: MIT
// Red when memory/frame.c has
//     if (number > ours.nbits) {
// instead of
//     if (!bitmap_has(&ours, number)) {

#include "console/vga_registers.h"
#include "memory/frame.h"
#include "test/runner.h"

TEST_PANICS(freeing_a_device_is_refused,
            "0xb8000 is given back, and is no memory of ours")
{
    frame_free((paddr_t){VGA_TEXT_PHYSICAL});
}
