// SPDX-License-Identifier: MIT
// Breaks: memory/page_table.c: va >= half_start & => va + half_start + 1 > 0 &

#include "boot/layout.h"
#include "memory/kernel_space.h"
#include "test/runner.h"

// The CPU would never look there; the tables would show the page elsewhere.
TEST_PANICS(map_of_noncanonical_address_panics, "assertion failed: is_range(")
{
    uintptr_t last = DIRECT_MAP_BASE - PAGE_SIZE;
    EXPECT_EQUAL(space_map(kernel_space(), last, (paddr_t){0}, 1, PTE_NX), 0);
}
