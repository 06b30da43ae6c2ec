// SPDX-License-Identifier: MIT
// Red when memory/frame.c has
//     check_poison(first);
// instead of
//     check_poison(first + i);

#include "boot/layout.h"
#include "memory/frame.h"
#include "test/runner.h"
#include "x86/paging.h"

// In its last byte: all of it is looked at.
TEST_PANICS(a_write_to_a_freed_run_is_noticed,
            "memory was written to after it was given back")
{
    paddr_t run;
    frame_poison();
    if (!EXPECT(frame_alloc_run(3, UINT64_MAX, &run))) {
        return;
    }
    uint8_t *memory = phys_to_virt(run);
    frame_free_run(run, 3);
    memory[3 * PAGE_SIZE - 1] = 1; // too late
    EXPECT(frame_alloc_run(3, UINT64_MAX, &run));
}
