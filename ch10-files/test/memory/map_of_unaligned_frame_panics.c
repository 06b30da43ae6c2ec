// SPDX-License-Identifier: MIT
// Breaks: memory/page_table.c: (va, npages) && is_aligned(pa.raw, PAGE_SIZE)
//     => (va, npages)

#include "boot/layout.h"
#include "memory/kernel_space.h"
#include "test/runner.h"

// The low bits of an entry are rights: these would be PTE_LARGE.
TEST_PANICS(map_of_unaligned_frame_panics, "is_aligned(pa.raw")
{
    paddr_t middle = {16 * MIB + 128};
    EXPECT_EQUAL(space_map(kernel_space(), HEAP_BASE, middle, 1, PTE_NX), 0);
}
