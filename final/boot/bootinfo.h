// SPDX-License-Identifier: MIT
// boot/bootinfo.h - the boot information: memory map, modules, strings.

#pragma once

#include "base/types.h"

// The checked boot information. It stays where the loader put it; the frame
// allocator must leave [start, start + nbytes) alone.
struct bootinfo {
    const void *start;
    size_t nbytes;
    const char *loader_name;  // "" if the loader gave none
    const char *command_line; // the same
    paddr_t text_screen;      // its first cell; 0: no text screen of 80x25
    const void *rsdp;         // a copy of ACPI's RSDP, unchecked; or NULL
    size_t rsdp_nbytes;
};

// A range of physical addresses from the firmware's memory map. Ranges are not
// sorted, may overlap, and may lie where there is no memory.
struct bootinfo_range {
    paddr_t start;
    uint64_t nbytes;
    uint32_t type; // MULTIBOOT_MEMORY_..., or an unknown number
};

// A file that the loader has put into memory together with the kernel.
struct bootinfo_module {
    paddr_t start;
    uint64_t nbytes;
    const char *command_line;
};

// Checks the boot information at start and fills in *info. At most limit bytes
// can be read. Returns NULL, or the reason for which the information is
// malformed; *info is all zero then.
MUST_USE const char *bootinfo_parse(const void *start, uint64_t limit,
                                    struct bootinfo *info);

// Each stores the next range or module and returns true, or returns false after
// the last one. Start with *cursor = 0; the function advances it.
bool bootinfo_next_range(const struct bootinfo *info, size_t *cursor,
                         struct bootinfo_range *range);
bool bootinfo_next_module(const struct bootinfo *info, size_t *cursor,
                          struct bootinfo_module *module);

// Parses the information at the physical address; panics with the reason if it
// is malformed. Called once, by main.c.
void bootinfo_init(paddr_t address);

// Returns what bootinfo_init() found.
const struct bootinfo *bootinfo(void);
