// SPDX-License-Identifier: MIT
// Breaks: memory/frame.c: memory_of(first), 0, => memory_of(first), 0, 0 *

#include "boot/layout.h"
#include "lib/panic.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "test/runner.h"

// Two blocks have the same frames one after the other. In between the frames
// have another owner, which does not change the first block's header.
TEST_PANICS(slab_forgets_stale_headers, "no double free was reported")
{
    paddr_t frames;
    heap_poison();
    kfree(kmalloc(10000));
    EXPECT(frame_alloc_run(3, UINT64_MAX, &frames));
    ((volatile char *)phys_to_virt(frames))[5000] = 1;
    frame_free_run(frames, 3);
    // The search goes on behind the last run, and comes round to the same one.
    void *same = phys_to_virt((paddr_t){frames.raw + 64}), *block;
    while ((block = kmalloc(10000)) != same && block != NULL) {
    }
    EXPECT(block == same);
    panic("no double free was reported");
}
