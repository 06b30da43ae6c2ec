// SPDX-License-Identifier: MIT
// Red when memory/page_table.c has
//     KASSERT(is_range(va, npages));
//         pte_t flags
// instead of
//     KASSERT(is_range(va, npages) && is_aligned(pa.raw, PAGE_SIZE));
//         pte_t flags

#include "boot/layout.h"
#include "memory/kernel_space.h"
#include "test/runner.h"

// The low bits of an entry are rights: these would be PTE_LARGE.
TEST_PANICS(mapping_the_middle_of_a_frame_is_refused, "is_aligned(pa.raw")
{
    paddr_t middle = {16 * MIB + 128};
    EXPECT_EQUAL(space_map(kernel_space(), HEAP_BASE, middle, 1, PTE_NX), 0);
}
