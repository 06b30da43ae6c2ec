// SPDX-License-Identifier: MIT
// Red when memory/page_table.c lacks
//     KASSERT(!is_present(*path.entry[level])); // it is mapped already

#include "boot/layout.h"
#include "memory/kernel_space.h"
#include "test/runner.h"

TEST_PANICS(mapping_a_mapped_page_is_refused, "assertion failed: !is_present(")
{
    paddr_t frame = {16 * MIB};
    EXPECT_EQUAL(space_map(kernel_space(), HEAP_BASE, frame, 1, PTE_NX), 0);
    EXPECT_EQUAL(space_map(kernel_space(), HEAP_BASE, frame, 1, PTE_NX), 0);
}
