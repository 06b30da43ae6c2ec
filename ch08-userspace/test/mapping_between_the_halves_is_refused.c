// SPDX-License-Identifier: MIT
// Red when memory/page_table.c has
//     is_aligned(va, PAGE_SIZE) && va + half_start + 1 > 0 &&
// instead of
//     is_aligned(va, PAGE_SIZE) && va >= half_start &&

#include "boot/layout.h"
#include "memory/kernel_space.h"
#include "test/runner.h"

// The CPU would never look there; the tables would show the page elsewhere.
TEST_PANICS(mapping_between_the_halves_is_refused,
            "assertion failed: is_range(")
{
    uintptr_t last = DIRECT_MAP_BASE - PAGE_SIZE;
    EXPECT_EQUAL(space_map(kernel_space(), last, (paddr_t){0}, 1, PTE_NX), 0);
}
