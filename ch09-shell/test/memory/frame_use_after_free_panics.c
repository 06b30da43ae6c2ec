// SPDX-License-Identifier: MIT
// Breaks: memory/frame.c: check_poison(first + i); =>
// Breaks: memory/frame.c: if (words[i] != POISON) { => if (0) {

#include "boot/layout.h"
#include "memory/frame.h"
#include "test/runner.h"

TEST_PANICS(frame_use_after_free_panics, "use after free: the free frame")
{
    paddr_t frame;
    frame_poison();
    if (!EXPECT(frame_alloc(&frame))) {
        return;
    }
    uint8_t *memory = phys_to_virt(frame);
    EXPECT_EQUAL(memory[123], 0);
    frame_free(frame);
    memory[123] = 1; // after the free
    EXPECT(frame_alloc(&frame));
}
