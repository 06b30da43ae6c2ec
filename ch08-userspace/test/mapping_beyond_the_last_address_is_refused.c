// SPDX-License-Identifier: MIT
// Red when memory/page_table.c has
//     npages + half_end + 1 > 0;
// instead of
//     npages <= (half_end - va) / PAGE_SIZE;

#include "memory/kernel_space.h"
#include "test/runner.h"

// Behind the last page of all comes page 0, which must stay unmapped.
TEST_PANICS(mapping_beyond_the_last_address_is_refused,
            "assertion failed: is_range(")
{
    uintptr_t last = -(uintptr_t)PAGE_SIZE;
    EXPECT_EQUAL(space_map(kernel_space(), last, (paddr_t){0}, 2, PTE_NX), 0);
}
