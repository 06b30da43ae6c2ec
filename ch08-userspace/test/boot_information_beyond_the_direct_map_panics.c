// SPDX-License-Identifier: MIT
// Red when boot/bootinfo.c has
//     true
// instead of
//     address.raw < DIRECT_MAP_BOOT_SIZE

#include "boot/bootinfo.h"
#include "boot/layout.h"
#include "test/runner.h"

TEST_PANICS(boot_information_beyond_the_direct_map_panics,
            "it is not in the first 4 GiB")
{
    bootinfo_init((paddr_t){DIRECT_MAP_BOOT_SIZE});
}
