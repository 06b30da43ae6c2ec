// SPDX-License-Identifier: MIT
// offsets.c - the numbers that assembly takes from C (see base/offsets.h).

#include "base/offsets.h"
#include "boot/multiboot2.h"

void offsets(void);
void offsets(void)
{
    EMIT(MULTIBOOT2_HEADER_MAGIC);
    EMIT(MULTIBOOT2_ARCHITECTURE_I386);
    EMIT(MULTIBOOT_HEADER_TAG_END);
    EMIT(MULTIBOOT2_BOOTLOADER_MAGIC);
}
