// SPDX-License-Identifier: MIT
// Breaks: memory/page_table.c: KASSERT(!is_present(*at.entry)); =>

#include "boot/layout.h"
#include "memory/kernel_space.h"
#include "test/runner.h"

TEST_PANICS(map_of_mapped_page_panics, "assertion failed: !is_present(")
{
    paddr_t frame = {16 * MIB};
    EXPECT_EQUAL(space_map(kernel_space(), HEAP_BASE, frame, 1, PTE_NX), 0);
    EXPECT_EQUAL(space_map(kernel_space(), HEAP_BASE, frame, 1, PTE_NX), 0);
}
