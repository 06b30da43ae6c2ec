// SPDX-License-Identifier: MIT
// Breaks: boot/bootinfo.c: address.raw < DIRECT_MAP_BOOT_SIZE => true

#include "boot/bootinfo.h"
#include "boot/layout.h"
#include "test/runner.h"

TEST_PANICS(bootinfo_beyond_direct_map_panics, "it is not in the first 4 GiB")
{
    bootinfo_init((paddr_t){DIRECT_MAP_BOOT_SIZE});
}
