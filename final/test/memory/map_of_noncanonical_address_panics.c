// SPDX-License-Identifier: MIT
// Breaks: memory/page_table.c: va >= half_start & => va + half_start + 1 > 0 &

#include "boot/layout.h"
#include "memory/kernel_space.h"
#include "test/runner.h"

// The tables ignore bits 48 to 63: the page would appear at another address.
TEST_PANICS(map_of_noncanonical_address_panics, "assertion failed: is_range(")
{
    uintptr_t last = DIRECT_MAP_BASE - PAGE_SIZE;
    EXPECT_EQUAL(space_map(kernel_space(), last, (paddr_t){0}, 1, PTE_NX), 0);
}
