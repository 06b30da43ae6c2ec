// SPDX-License-Identifier: MIT
// Breaks: memory/frame.c: check_is_memory(*first, *nframes); =>

#include "memory/frame.h"
#include "test/memory/own_memory_map.h"
#include "test/runner.h"

// In the PC's range for devices, but no device has this address.
#define ABSENT (3 * GIB)

TEST_PANICS(absent_memory_for_bitmap_panics,
            "the memory map is wrong: there is no memory at 0xc0000000")
{
    // The only memory of this map is at an address without RAM.
    const struct multiboot2_mmap_entry ranges[OWN_RANGES] = {
        {.addr_low = ABSENT,
         .len_low = MIB,
         .type = MULTIBOOT_MEMORY_AVAILABLE}};
    use_memory_map(ranges);
    frame_init();
}
