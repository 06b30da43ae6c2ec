// SPDX-License-Identifier: MIT
// test/memory/own_memory_map.h - boot information with a memory map of a test's
// own.

#pragma once

#include "base/required.h"
#include "boot/bootinfo.h"
#include "boot/layout.h"
#include "boot/multiboot2.h"

#define OWN_RANGES 2

// From now on the kernel's memory map has these ranges. One of 0 bytes has no
// effect.
static inline void
use_memory_map(const struct multiboot2_mmap_entry ranges[OWN_RANGES])
{
    static struct {
        struct multiboot2_head head;
        struct multiboot2_tag map;
        uint32_t entry_size, entry_version; // as in multiboot2_tag_mmap
        struct multiboot2_mmap_entry ranges[OWN_RANGES];
        struct multiboot2_tag end;
    } info __attribute__((aligned(8))) = {
        .head = {.total_size = sizeof(info)},
        .map = {MULTIBOOT_TAG_TYPE_MMAP,
                sizeof(struct multiboot2_tag_mmap) + sizeof(info.ranges)},
        .entry_size = sizeof(info.ranges[0]),
        .end = {MULTIBOOT_TAG_TYPE_END, sizeof(info.end)},
    };
    memcpy(info.ranges, ranges, sizeof(info.ranges));
    bootinfo_init((paddr_t){(uintptr_t)&info - KERNEL_BASE});
}
