// SPDX-License-Identifier: MIT
// A program must begin in code that is in its file and cannot be written. It is
// refused if it needs what the kernel lacks: a dynamic linker, thread-local
// variables, relocations, more than ELF_SEGMENTS_MAX segments.
// With: process/elf.c
// Breaks: process/elf.c: (header->p_flags & PF_W) != 0 && => false &&
// Breaks: process/elf.c: if ((header->p_flags & (PF_R | PF_W | PF_X)) == 0) {
//     => if (header->p_flags == 0) {
// Breaks: process/elf.c: segment->ncontent => segment->nbytes
// Breaks: process/elf.c: (program->entry - segment->start < segment->ncontent)
//     => (program->entry < segment->start + segment->ncontent)
// Breaks: process/elf.c: if (!segment->can_execute) { => if (false) {
// Breaks: process/elf.c: entry.p_type == PT_INTERP || =>
// Breaks: process/elf.c: PT_TLS && entry.p_memsz > 0 => PT_TLS
// Breaks: process/elf.c: section.sh_size > 0 && => section.sh_size > 64 &&
// Breaks: process/elf.c: !is_within(nbytes, header->e_shoff,
//     => !is_within(SIZE_MAX, header->e_shoff,
// Breaks: process/elf.c: program->nsegments == => program->nsegments >

#include "test/process/host/elf_file.h"

#define NOT_IN_CODE "its entry point is not in code"
#define NO_CODE     "it has no code"
#define BOTH        "a segment is writable and executable"
#define NO_RIGHTS   "a segment has no access rights"
#define NOT_STATIC  "it is linked dynamically"

static struct elf64_program_header *const text = &file.entries[TEXT];
static struct elf64_program_header *const constants = &file.entries[CONSTANTS];
static struct elf64_program_header *const stack = &file.entries[STACK];

static void try_rights(void)
{
    REFUSED(text->p_flags = PF_R | PF_W | PF_X, BOTH);
    REFUSED(text->p_flags = PF_W | PF_X, BOTH);
    REFUSED(constants->p_flags = PF_R | PF_W | PF_X, BOTH);
    REFUSED(constants->p_flags = 0, NO_RIGHTS);
    REFUSED(constants->p_flags = 0xFFFFFFF8, NO_RIGHTS);
    ACCEPTED(text->p_flags = PF_X);
    ACCEPTED(constants->p_flags = PF_W);
    ACCEPTED(constants->p_flags = 0xFFFFFFF8 | PF_R);
    ACCEPTED(stack->p_flags = PF_R | PF_W | PF_X); // PT_GNU_STACK is ignored
}

static void try_entries(void)
{
    ACCEPTED(file.header.e_entry = 0x400400);
    ACCEPTED(file.header.e_entry = 0x4004FF);
    REFUSED(file.header.e_entry = 0x4003FF, NOT_IN_CODE);
    REFUSED(file.header.e_entry = 0x400500, NOT_IN_CODE);
    REFUSED(file.header.e_entry = 0, NOT_IN_CODE);
    REFUSED(file.header.e_entry = UINT64_MAX, NOT_IN_CODE);
    REFUSED(file.header.e_entry = UINT64_C(0x800000400410), NOT_IN_CODE);
    REFUSED(file.header.e_entry = KERNEL_BASE + KERNEL_PHYSICAL, NOT_IN_CODE);
    REFUSED(file.header.e_entry = 0x401510, NOT_IN_CODE); // the constants
    REFUSED(text->p_memsz = 0x200; file.header.e_entry = 0x400500,
                                   NOT_IN_CODE); // where the zeros are
    REFUSED(text->p_filesz = 0, NOT_IN_CODE);
    ACCEPTED(constants->p_flags = PF_R | PF_X;
             file.header.e_entry = 0x401510); // in the constants
    REFUSED(text->p_flags = PF_R, NO_CODE);
    REFUSED(text->p_filesz = text->p_memsz = 0, NO_CODE);
    REFUSED(text->p_type = 0, NO_CODE);
}

static void try_types(void)
{
    REFUSED(stack->p_type = PT_INTERP, NOT_STATIC);
    REFUSED(stack->p_type = PT_DYNAMIC, NOT_STATIC);
    REFUSED(stack->p_type = PT_TLS;
            stack->p_memsz = 8, "it has thread-local variables");
    ACCEPTED(stack->p_type = PT_TLS); // an empty one
    for (uint32_t type = 4; type < 20; type++) {
        if (type != PT_TLS) {
            ACCEPTED(stack->p_type = type); // a note, ...
        }
    }
    ACCEPTED(stack->p_type = UINT32_MAX);
}

// A section header, behind the last segment's content.
static struct elf64_section_header *add_section(uint32_t type, uint64_t flags,
                                                uint64_t size)
{
    file_size = align_up(file_size, 64);
    struct elf64_section_header *section = (void *)&file.bytes[file_size];
    *section = (struct elf64_section_header){
        .sh_type = type, .sh_flags = flags, .sh_size = size};
    file.header.e_shoff = file_size;
    file.header.e_shentsize = sizeof(*section);
    file.header.e_shnum = 1;
    file_size += sizeof(*section);
    return section;
}

static void try_relocations(void)
{
    static const char *const relocations = "it has relocations";
    REFUSED(add_section(SHT_RELA, SHF_ALLOC, 24), relocations);
    REFUSED(file.bytes[7] = 3; add_section(SHT_RELA, 0x42, 24), relocations);
    ACCEPTED(add_section(SHT_RELA, SHF_ALLOC, 0));
    ACCEPTED(add_section(SHT_RELA, 0, 24)); // relocations for a linker
    ACCEPTED(add_section(1, SHF_ALLOC, 24));
    ACCEPTED(add_section(SHT_RELA, SHF_ALLOC, 24); file.header.e_shnum = 0);
    // The headers are not in the file, at all or in part.
    ACCEPTED(add_section(SHT_RELA, SHF_ALLOC, 24); file_size--);
    ACCEPTED(add_section(SHT_RELA, SHF_ALLOC, 24);
             file.header.e_shoff = UINT64_MAX - 32);
    ACCEPTED(add_section(SHT_RELA, SHF_ALLOC, 24);
             file.header.e_shnum = 0xFFFF);
}

static void try_numbers(void)
{
    for (size_t nsegments = 1; nsegments <= NHEADERS; nsegments++) {
        make_program();
        file.header.e_phnum = (uint16_t)nsegments;
        for (size_t i = 1; i < nsegments; i++) {
            put_entry(i, PF_R, 0x500, 0x10, 0x20);
        }
        expect(nsegments <= 8 ? NULL : "it has too many segments");
        file.header.e_entry = 0;
        expect(nsegments <= 8 ? NOT_IN_CODE : "it has too many segments");
    }
}

int main(void)
{
    try_rights();
    try_entries();
    try_types();
    try_relocations();
    try_numbers();
    return 0;
}
