// SPDX-License-Identifier: MIT
// boot/multiboot2.h - the Multiboot2 protocol between boot loader and kernel.
//
// Names and numbers from "Multiboot2 Specification version 2.0", sections "The
// magic fields of Multiboot2 header", "I386 machine state", "Boot information".

#pragma once

#include "base/types.h"

#define MULTIBOOT2_HEADER_MAGIC      0xE85250D6 // first word of the header
#define MULTIBOOT2_ARCHITECTURE_I386 0          // start us in protected mode
#define MULTIBOOT_HEADER_TAG_END     0
#define MULTIBOOT2_BOOTLOADER_MAGIC  0x36D76289 // what eax holds when we start

// The boot information is a header of 8 bytes, then tags, each padded so that
// the next one is 8-byte aligned. Section "Boot information format".
struct multiboot2_head {
    uint32_t total_size; // in bytes, with this header and all tags
    uint32_t reserved;
};

struct multiboot2_tag {
    uint32_t type; // MULTIBOOT_TAG_TYPE_...
    uint32_t size; // in bytes, with these two fields, without the padding
};

#define MULTIBOOT_TAG_TYPE_END              0
#define MULTIBOOT_TAG_TYPE_CMDLINE          1
#define MULTIBOOT_TAG_TYPE_BOOT_LOADER_NAME 2
#define MULTIBOOT_TAG_TYPE_MODULE           3
#define MULTIBOOT_TAG_TYPE_MMAP             6
#define MULTIBOOT_TAG_TYPE_FRAMEBUFFER      8

// MULTIBOOT_TAG_TYPE_CMDLINE and _BOOT_LOADER_NAME
struct multiboot2_tag_string {
    struct multiboot2_tag tag;
    char string[]; // ends in a zero byte
};

struct multiboot2_tag_module {
    struct multiboot2_tag tag;
    uint32_t mod_start; // physical address of the first byte
    uint32_t mod_end;   // and of the byte after the last
    char string[];      // the module's command line
};

struct multiboot2_mmap_entry {
    uint32_t addr_low, addr_high; // physical
    uint32_t len_low, len_high;   // in bytes
    uint32_t type;                // MULTIBOOT_MEMORY_...
    uint32_t reserved;
};

#define MULTIBOOT_MEMORY_AVAILABLE        1
#define MULTIBOOT_MEMORY_RESERVED         2
#define MULTIBOOT_MEMORY_ACPI_RECLAIMABLE 3
#define MULTIBOOT_MEMORY_NVS              4
#define MULTIBOOT_MEMORY_BADRAM           5

struct multiboot2_tag_mmap {
    struct multiboot2_tag tag;
    uint32_t entry_size; // of each entry; later versions may add fields
    uint32_t entry_version;
    struct multiboot2_mmap_entry entries[];
};

// The screen in the mode in which the loader left it.
struct multiboot2_tag_framebuffer {
    struct multiboot2_tag tag;
    uint32_t addr_low, addr_high; // physical
    uint32_t pitch;               // from one row to the next, in bytes
    uint32_t width, height;       // in pixels, or in characters
    uint8_t bpp;
    uint8_t type; // MULTIBOOT_FRAMEBUFFER_TYPE_...
    uint16_t reserved;
};

#define MULTIBOOT_FRAMEBUFFER_TYPE_EGA_TEXT 2

_Static_assert(sizeof(struct multiboot2_tag_module) == 16, "Module tag");
_Static_assert(sizeof(struct multiboot2_tag_framebuffer) == 32, "Framebuffer");
_Static_assert(sizeof(struct multiboot2_mmap_entry) == 24, "Memory map tag");
_Static_assert(sizeof(struct multiboot2_tag_mmap) == 16, "Memory map tag");
