// SPDX-License-Identifier: MIT
// Breaks: boot/bootinfo.c: *cursor += mmap->entry_size; => *cursor = SIZE_MAX;

#include "base/string.h"
#include "boot/bootinfo.h"
#include "boot/layout.h"
#include "boot/multiboot2.h"
#include "test/runner.h"

// The boot loader puts the kernel into memory that firmware calls available.
TEST(memory_map_contains_kernel)
{
    struct bootinfo_range range;
    uint64_t self = (uintptr_t)bootinfo_parse - KERNEL_BASE;
    unsigned nranges = 0, nholding = 0;
    for (size_t cursor = 0; bootinfo_next_range(bootinfo(), &cursor, &range);) {
        nranges++;
        if (range.type == MULTIBOOT_MEMORY_AVAILABLE &&
            range.start.raw <= self && self < range.start.raw + range.nbytes) {
            nholding++;
        }
    }
    EXPECT(nranges > 1);
    EXPECT_EQUAL(nholding, 1);
    EXPECT(strncmp(bootinfo()->loader_name, "GRUB", 4) == 0);
}
