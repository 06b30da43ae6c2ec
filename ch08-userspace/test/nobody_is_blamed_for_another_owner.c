// SPDX-License-Identifier: MIT
// Red when memory/slab.c lacks
//     forget(slab + 1);

#include "boot/layout.h"
#include "lib/panic.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "test/runner.h"

// Between two blocks in the same frames somebody else has them, and leaves the
// first block's head as it is.
TEST_PANICS(nobody_is_blamed_for_another_owner, "nobody was blamed")
{
    paddr_t frames;
    heap_poison();
    kfree(kmalloc(10000));
    EXPECT(frame_alloc_uncleared(3, &frames));
    ((volatile char *)phys_to_virt(frames))[5000] = 1;
    frame_free_run(frames, 3);
    // The search goes on behind the last run, and comes round to the same one.
    void *same = phys_to_virt((paddr_t){frames.raw + 64}), *block;
    while ((block = kmalloc(10000)) != same && block != NULL) {
    }
    EXPECT(block == same);
    panic("nobody was blamed");
}
