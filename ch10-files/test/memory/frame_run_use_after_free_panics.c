// SPDX-License-Identifier: MIT
// Breaks: memory/frame.c: check_poison(first + i); => check_poison(first);

#include "boot/layout.h"
#include "boot/paging.h"
#include "memory/frame.h"
#include "test/runner.h"

// In its last byte: all of it is looked at.
TEST_PANICS(frame_run_use_after_free_panics, "use after free: the free frame")
{
    paddr_t run;
    frame_poison();
    if (!EXPECT(frame_alloc_run(3, UINT64_MAX, &run))) {
        return;
    }
    uint8_t *memory = phys_to_virt(run);
    frame_free_run(run, 3);
    memory[3 * PAGE_SIZE - 1] = 1; // too late
    // With this limit the search starts from below again.
    EXPECT(frame_alloc_run(3, run.raw + 3 * PAGE_SIZE, &run));
}
