// SPDX-License-Identifier: MIT
// Breaks: memory/frame.c: check_poison(first + i); => check_poison(first);

#include "boot/layout.h"
#include "boot/paging.h"
#include "memory/frame.h"
#include "test/runner.h"

// The write is to the last byte, since all of the run must be checked.
TEST_PANICS(frame_run_use_after_free_panics, "use after free: the free frame")
{
    paddr_t run;
    frame_poison();
    if (!EXPECT(frame_alloc_run(3, UINT64_MAX, &run))) {
        return;
    }
    uint8_t *memory = phys_to_virt(run);
    frame_free_run(run, 3);
    memory[3 * PAGE_SIZE - 1] = 1; // after the free
    // The limit makes the search find the same run again.
    EXPECT(frame_alloc_run(3, run.raw + 3 * PAGE_SIZE, &run));
}
