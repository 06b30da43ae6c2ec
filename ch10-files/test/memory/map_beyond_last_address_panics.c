// SPDX-License-Identifier: MIT
// Breaks: memory/page_table.c: npages <= (half_end - va) / PAGE_SIZE;
//     => npages + half_end + 1 > 0;

#include "memory/kernel_space.h"
#include "test/runner.h"

// Behind the last page of all comes page 0, which must stay unmapped.
TEST_PANICS(map_beyond_last_address_panics, "assertion failed: is_range(")
{
    uintptr_t last = -(uintptr_t)PAGE_SIZE;
    EXPECT_EQUAL(space_map(kernel_space(), last, (paddr_t){0}, 2, PTE_NX), 0);
}
