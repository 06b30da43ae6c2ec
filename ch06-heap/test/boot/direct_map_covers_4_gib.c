// SPDX-License-Identifier: MIT
// Breaks: boot/tables.asm: i * LARGE_PAGE_SIZE + => (i | 1) * LARGE_PAGE_SIZE +

#include "base/string.h"
#include "boot/layout.h"
#include "test/runner.h"

static volatile char marker[64] = "the same bytes at two addresses";

// The first address of each gigabyte must not fault (its content does not
// matter), and the kernel's own bytes must be the same at both addresses.
TEST(direct_map_covers_4_gib)
{
    for (uint64_t at = 0; at < DIRECT_MAP_BOOT_SIZE; at += GIB) {
        volatile char *byte = phys_to_virt((paddr_t){at});
        (void)*byte;
    }
    paddr_t physical = {(uintptr_t)marker - KERNEL_BASE};
    volatile char *seen = phys_to_virt(physical);
    for (size_t i = 0; i < sizeof(marker); i++) {
        EXPECT_EQUAL(seen[i], marker[i]);
    }
    marker[0] = '!';
    EXPECT_EQUAL(seen[0], '!');
    marker[0] = 't';
}
