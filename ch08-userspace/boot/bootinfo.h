// SPDX-License-Identifier: MIT
// boot/bootinfo.h - what the boot loader tells us of the machine.

#pragma once

#include "base/types.h"

// The checked boot information. It stays where the loader put it, and whoever
// hands out memory must leave [start, start + nbytes) alone.
struct bootinfo {
    const void *start;
    size_t nbytes;
    const char *loader_name;  // "" if the loader gave none
    const char *command_line; // the same
    paddr_t text_screen;      // its first character; 0: there is none of 80x25
};

// A range of physical addresses, as the firmware described it. Ranges come in
// no order, may overlap, and may lie where there is no memory.
struct bootinfo_range {
    paddr_t start;
    uint64_t nbytes;
    uint32_t type; // MULTIBOOT_MEMORY_..., or a number not known to us
};

// A file that the loader has put into memory beside the kernel.
struct bootinfo_module {
    paddr_t start;
    uint64_t nbytes;
    const char *command_line;
};

// Checks the boot information at start, of which at most limit bytes can be
// read, and fills in *info. Returns NULL, or else what is wrong with it, in
// words; *info then holds nothing. start is on an 8-byte boundary.
MUST_USE const char *bootinfo_parse(const void *start, uint64_t limit,
                                    struct bootinfo *info);

// Each gives the next range or module and returns true, or false behind the
// last. *cursor is 0 for the first call and belongs to the function after it.
bool bootinfo_next_range(const struct bootinfo *info, size_t *cursor,
                         struct bootinfo_range *range);
bool bootinfo_next_module(const struct bootinfo *info, size_t *cursor,
                          struct bootinfo_module *module);

// "available", "reserved", ... for a range's type.
const char *bootinfo_type_name(uint32_t type);

// Parses what the loader left at the physical address, or panics with what is
// wrong with it. Called once, by main.c.
void bootinfo_init(paddr_t address);

// What bootinfo_init() found.
const struct bootinfo *bootinfo(void);
