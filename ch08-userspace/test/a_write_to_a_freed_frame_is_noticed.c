// SPDX-License-Identifier: MIT
// Red when memory/frame.c lacks
//     check_poison(first + i);
// Red when memory/frame.c has
//     if (0) {
// instead of
//     if (words[i] != POISON) {

#include "boot/layout.h"
#include "memory/frame.h"
#include "test/runner.h"

TEST_PANICS(a_write_to_a_freed_frame_is_noticed,
            "memory was written to after it was given back")
{
    paddr_t frame;
    frame_poison();
    if (!EXPECT(frame_alloc(&frame))) {
        return;
    }
    uint8_t *memory = phys_to_virt(frame);
    EXPECT_EQUAL(memory[123], 0);
    frame_free(frame);
    memory[123] = 1; // too late
    EXPECT(frame_alloc(&frame));
}
