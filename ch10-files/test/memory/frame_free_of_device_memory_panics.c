// SPDX-License-Identifier: MIT
// Breaks: memory/frame.c: if (!bitmap_has(&managed, number)) {
//     => if (number > managed.nbits) {

#include "console/vga_registers.h"
#include "memory/frame.h"
#include "test/runner.h"

TEST_PANICS(frame_free_of_device_memory_panics,
            "free of 0xb8000, which is not a managed frame")
{
    frame_free((paddr_t){VGA_TEXT_PHYSICAL});
}
