// SPDX-License-Identifier: MIT
// process/elf.h - checks a program's ELF file and lists its segments.

#pragma once

#include "base/types.h"
#include "boot/layout.h"

// A program's segments lie in [PROGRAM_START, PROGRAM_END). Below, nothing is
// ever mapped: a null pointer faults, and so does a field at some distance from
// it. The range from PROGRAM_END to USER_TOP is for what the kernel adds, which
// is mainly the stack: no segment can lie there.
#define PROGRAM_START (64 * KIB)
#define PROGRAM_END   (USER_TOP - 1 * GIB)

// A linker makes four: headers, text, constants and variables.
#define ELF_SEGMENTS_MAX 8

// The limit for all pages of a program's segments, in bytes. A file of a few
// hundred bytes can ask for any number of zeros.
#define ELF_MEMORY_MAX (64 * MIB)

// No page holds parts of two segments.
struct elf_segment {
    uint64_t start;  // virtual address of its first byte, at any alignment
    uint64_t nbytes; // in memory, at least one
    const uint8_t *content;      // its first bytes, in the file
    uint64_t ncontent;           // how many of them; the rest of nbytes is zero
    bool can_write, can_execute; // never both
};

struct elf_program {
    uint64_t entry;   // within the content of an executable segment
    size_t nsegments; // in the order of the file
    struct elf_segment segments[ELF_SEGMENTS_MAX];
};

// Checks the file of nbytes at image, which may lie at any address and does not
// change meanwhile, and fills in *program. Returns NULL; or a text that says
// what is wrong with the file, and then *program holds nothing.
MUST_USE const char *elf_parse(const void *image, size_t nbytes,
                               struct elf_program *program);
