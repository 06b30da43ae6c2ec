// SPDX-License-Identifier: MIT
// A segment must be where programs may be, all of it, aligned as it says, on
// pages of its own, and not too large.
// With: process/elf.c
// Breaks: process/elf.c: header->p_vaddr < PROGRAM_START => header->p_vaddr < 1
// Breaks: process/elf.c: p_memsz > PROGRAM_END => p_memsz + 1 > PROGRAM_END
// Breaks: process/elf.c: p_memsz > PROGRAM_END - => p_memsz > UINT64_MAX -
// Breaks: process/elf.c: if ((alignment & (alignment - 1)) != 0) => if (false)
// Breaks: process/elf.c: header->p_vaddr - header->p_offset => header->p_vaddr
// Breaks: process/elf.c: first_page(segment) < end_page(other) &&
//     => segment->start < other->start + other->nbytes &&
// Breaks: process/elf.c: left -= end_page(other) - first_page(other); =>
// Breaks: process/elf.c: if (end_page(segment) - first_page(segment) > left) {
//     => if (segment->nbytes > left) {

#include "test/process/host/elf_file.h"

#define AT_NULL    "a segment begins below PROGRAM_START"
#define NOT_OURS   "a segment ends above PROGRAM_END"
#define NO_POWER   "a segment's alignment is not a power of two"
#define UNALIGNED  "a segment's address does not match its alignment"
#define SHARED     "two segments share a page"
#define TOO_LARGE  "it asks for too much memory"
#define LAST_START UINT64_C(0x7FFFBFFFF000) // PROGRAM_END

static struct elf64_program_header *const text = &file.entries[TEXT];
static struct elf64_program_header *const constants = &file.entries[CONSTANTS];
static struct elf64_program_header *const variables = &file.entries[VARIABLES];

// Moves the variables; without content, any alignment is right.
static void place(uint64_t start, uint64_t nbytes)
{
    *variables = (struct elf64_program_header){
        .p_type = PT_LOAD,
        .p_flags = PF_R | PF_W,
        .p_vaddr = start,
        .p_memsz = nbytes,
    };
}

static void try_ranges(void)
{
    REFUSED(place(0, 1), AT_NULL);
    REFUSED(place(1, 1), AT_NULL);
    REFUSED(place(0, UINT64_MAX), AT_NULL);
    REFUSED(place(0xFFFF, 1), AT_NULL);
    REFUSED(place(0xFFFF, 0x2000), AT_NULL);
    ACCEPTED(place(0x10000, 1));

    ACCEPTED(place(LAST_START - 1, 1));
    ACCEPTED(place(LAST_START - 0x2000, 0x2000));
    REFUSED(place(LAST_START - 0x2000, 0x2001), NOT_OURS);
    REFUSED(place(LAST_START, 1), NOT_OURS);
    REFUSED(place(USER_TOP, 1), NOT_OURS);
    REFUSED(place(UINT64_C(1) << 47, 1), NOT_OURS);
    REFUSED(place(UINT64_C(1) << 63, 1), NOT_OURS);
    REFUSED(place(KERNEL_BASE + KERNEL_PHYSICAL, 0x1000), NOT_OURS);
    REFUSED(place(UINT64_MAX, 1), NOT_OURS);
    REFUSED(place(UINT64_MAX, UINT64_MAX), NOT_OURS);
    REFUSED(place(UINT64_MAX - 0xFFF, 0x200000), NOT_OURS); // wraps around
    REFUSED(place(0x500000, UINT64_MAX), NOT_OURS);
    REFUSED(place(0x500000, 0 - UINT64_C(0x500000)), NOT_OURS);
    REFUSED(place(0x500000, 0 - UINT64_C(0x400000)), NOT_OURS);
}

static void try_alignments(void)
{
    ACCEPTED(variables->p_align = 0; variables->p_vaddr++);
    ACCEPTED(variables->p_align = 1; variables->p_vaddr++);
    REFUSED(variables->p_align = 2; variables->p_vaddr++, UNALIGNED);
    ACCEPTED(variables->p_align = 0x200000; variables->p_vaddr = 0x600580);
    REFUSED(variables->p_align = 0x200000, UNALIGNED);
    REFUSED(variables->p_align = UINT64_C(1) << 63, UNALIGNED);
    ACCEPTED(variables->p_align = 16);
    REFUSED(variables->p_align = 3, NO_POWER);
    REFUSED(variables->p_align = 0x1001, NO_POWER);
    REFUSED(variables->p_align = UINT64_MAX, NO_POWER);
    REFUSED(variables->p_align = 3 * (UINT64_C(1) << 62), NO_POWER);
}

static void try_neighbours(void)
{
    ACCEPTED(place(0x3FFFFF, 1)); // the pages just below and just above
    ACCEPTED(place(0x402000, 1));
    REFUSED(place(0x3FFFFF, 2), SHARED); // text is at 0x400400 to 0x400500
    REFUSED(place(0x400000, 1), SHARED);
    REFUSED(place(0x400FFF, 1), SHARED);
    REFUSED(place(0x401FFF, 1), SHARED);      // with the constants
    REFUSED(place(0x3FF000, 0x5000), SHARED); // text and constants lie in it
    REFUSED(constants->p_vaddr = text->p_vaddr + 0x100, SHARED);
    // The headers may be in any order in the file.
    ACCEPTED(struct elf64_program_header swapped = *text; *text = *variables;
             *variables = swapped);
    REFUSED(place(0x400FFF, 0x2001);
            struct elf64_program_header swapped = *text; *text = *variables;
            *variables = swapped, SHARED);
}

static void try_sizes(void)
{
    // Text and constants take up a page each, of 64 MiB.
    ACCEPTED(place(0x1000000, 0x4000000 - 0x2000));
    REFUSED(place(0x1000000, 0x4000000 - 0x2000 + 1), TOO_LARGE);
    REFUSED(place(0x1000FFF, 0x4000000 - 0x2000), TOO_LARGE);
    REFUSED(place(0x1000000, 0x4000000), TOO_LARGE);
    REFUSED(place(0x1000000, 0x100000000), TOO_LARGE);
    REFUSED(place(0x1000000, UINT64_C(1) << 46), TOO_LARGE);
}

int main(void)
{
    try_ranges();
    try_alignments();
    try_neighbours();
    try_sizes();
    return 0;
}
