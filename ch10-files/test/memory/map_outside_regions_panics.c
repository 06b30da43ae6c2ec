// SPDX-License-Identifier: MIT
// Breaks: memory/page_table.c: at.level < PML4_LEVEL || va < USER_TOP => true

#include "boot/layout.h"
#include "memory/kernel_space.h"
#include "test/runner.h"

// An address of the kernel's half for which boot reserved no entry of the PML4:
// other address spaces would not see what is mapped there.
TEST_PANICS(map_outside_regions_panics, "assertion failed: at.level < PML4")
{
    paddr_t frame = {16 * MIB};
    uintptr_t va = MMIO_BASE + MMIO_SIZE;
    EXPECT_EQUAL(space_map(kernel_space(), va, frame, 1, PTE_NX), 0);
}
