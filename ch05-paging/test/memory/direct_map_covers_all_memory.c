// SPDX-License-Identifier: MIT

#include "boot/layout.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "memory/ram.h"
#include "test/runner.h"

// Also run with more than 4 GiB, by kernel_boots_on_many_machines.py.
TEST(direct_map_covers_all_memory)
{
    struct translation found;
    uint64_t last = ram_end(DIRECT_MAP_SIZE) - 1;
    uintptr_t va = DIRECT_MAP_BASE + last;
    if (EXPECT(space_translate(kernel_space(), va, &found))) {
        EXPECT_EQUAL(found.address.raw, last);
        EXPECT_EQUAL(found.page_size, LARGE_PAGE_SIZE);
    }
    // The highest frame is allocated first, and can be used.
    paddr_t frame;
    if (EXPECT(frame_alloc(&frame))) {
        EXPECT_EQUAL(frame.raw > 4 * GIB, last > 4 * GIB);
        uint64_t *words = phys_to_virt(frame);
        words[0] = frame.raw;
        EXPECT_EQUAL(words[0], frame.raw);
        frame_free(frame);
    }
}
