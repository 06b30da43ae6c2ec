// SPDX-License-Identifier: MIT
// process/elf.h - which memory a program's file asks for.

#pragma once

#include "base/types.h"
#include "boot/layout.h"

// A program's segments lie in [PROGRAM_START, PROGRAM_END). Below, nothing is
// ever mapped: a null pointer faults, and so does a field at some distance from
// it. Above, up to USER_TOP, is room for what the kernel adds, the stack before
// all, so that no file can be in its way.
#define PROGRAM_START (64 * KIB)
#define PROGRAM_END   (USER_TOP - 1 * GIB)

// A linker makes four: headers, text, constants and variables.
#define ELF_SEGMENTS_MAX 8

// In bytes, all of its pages together. A file of a few hundred bytes can ask
// for any number of zeros.
#define ELF_MEMORY_MAX (64 * MIB)

// A piece of the program's memory. No page holds parts of two.
struct elf_segment {
    uint64_t start;         // virtual address of its first byte, of any kind
    uint64_t nbytes;        // in memory, at least one
    const uint8_t *content; // of its first bytes, in the file
    uint64_t ncontent;      // how many those are; the others are zero
    bool can_write, can_execute; // never both
};

struct elf_program {
    uint64_t entry;   // within the content of an executable segment
    size_t nsegments; // in the order of the file
    struct elf_segment segments[ELF_SEGMENTS_MAX];
};

// Checks the file of nbytes at image, which may lie at any address and does not
// change meanwhile, and fills in *program. Returns NULL, or else what is wrong
// with it, in words; *program then holds nothing.
MUST_USE const char *elf_parse(const void *image, size_t nbytes,
                               struct elf_program *program);
