// SPDX-License-Identifier: MIT
// Breaks: memory/frame.c: check_is_memory(first, nframes); =>

#include "memory/frame.h"
#include "test/memory/own_memory_map.h"
#include "test/runner.h"

// In the PC's range for devices, but no device has this address.
#define ABSENT (3 * GIB)

TEST_PANICS(absent_memory_panics,
            "the memory map is wrong: there is no memory at 0xc0000000")
{
    paddr_t sets, frame;
    if (EXPECT(frame_alloc_run(MIB / 4096, 4 * GIB, &sets))) {
        // 1 MiB for the allocator's own sets, and 4 KiB that do not exist.
        const struct multiboot2_mmap_entry ranges[OWN_RANGES] = {
            {.addr_low = (uint32_t)sets.raw,
             .len_low = MIB,
             .type = MULTIBOOT_MEMORY_AVAILABLE},
            {.addr_low = ABSENT,
             .len_low = 4096,
             .type = MULTIBOOT_MEMORY_AVAILABLE}};
        use_memory_map(ranges);
        frame_init();
        EXPECT(frame_alloc(&frame));
    }
}
