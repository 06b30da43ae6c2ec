// SPDX-License-Identifier: MIT
// process/elf.c - checks a program's ELF file and lists its segments.
//
// The file may be hostile. Each number is checked before it is used, and no
// check can overflow. Headers are copied, since they may be unaligned. The
// caller of elf_parse() need not check anything again.
//
// Each check returns NULL, or what is wrong. GNU C: x ?: y is x, or y if x is
// NULL. So a chain of checks gives the first fault.

#include "process/elf.h"

#include "base/required.h"
#include "boot/paging.h"
#include "process/elf_format.h"

// Does [offset, offset + length) lie within the first nbytes?
static bool is_within(size_t nbytes, uint64_t offset, uint64_t length)
{
    return offset <= nbytes && length <= nbytes - offset;
}

static const char *check_ident(const struct elf64_header *header)
{
    const uint8_t *ident = header->e_ident;
    if (memcmp(ident, ELFMAG, SELFMAG) != 0) {
        return "it is not an ELF file";
    }
    if (ident[EI_CLASS] != ELFCLASS64) {
        return "it is not a 64-bit file";
    }
    if (ident[EI_DATA] != ELFDATA2LSB) {
        return "it is not little-endian";
    }
    if (ident[EI_VERSION] != EV_CURRENT || header->e_version != EV_CURRENT) {
        return "its ELF version is unknown";
    }
    // GNU ld writes ELFOSABI_GNU for features that most programs do not use.
    if (ident[EI_OSABI] != ELFOSABI_NONE && ident[EI_OSABI] != ELFOSABI_GNU) {
        return "it is for another operating system";
    }
    return NULL;
}

static const char *check_header(const struct elf64_header *header,
                                size_t nbytes)
{
    if (header->e_type == ET_DYN) {
        return "it is position-independent; link it with -no-pie";
    }
    if (header->e_type != ET_EXEC) {
        return "it is not a program";
    }
    if (header->e_machine != EM_X86_64) {
        return "it is for another processor";
    }
    if (header->e_ehsize != sizeof(*header)) {
        return "its ELF header has a wrong size";
    }
    if (header->e_phentsize != sizeof(struct elf64_program_header)) {
        return "its program headers have a wrong size";
    }
    if (header->e_phnum == PN_XNUM) {
        return "it has too many program headers";
    }
    if (!is_within(nbytes, header->e_phoff,
                   header->e_phnum * sizeof(struct elf64_program_header))) {
        return "its program headers go past the end of the file";
    }
    return NULL;
}

// Checks where in the file a segment comes from.
static const char *check_content(const struct elf64_program_header *header,
                                 size_t nbytes)
{
    if (header->p_filesz > header->p_memsz) {
        return "a segment has more bytes in the file than in memory";
    }
    // The p_offset of a segment without bytes in the file may be past its end.
    if (header->p_filesz > 0 &&
        !is_within(nbytes, header->p_offset, header->p_filesz)) {
        return "a segment goes past the end of the file";
    }
    return NULL;
}

// Checks where in memory a segment goes, and what may be done there.
static const char *check_memory(const struct elf64_program_header *header)
{
    uint64_t alignment = header->p_align;
    if ((alignment & (alignment - 1)) != 0) {
        return "a segment's alignment is not a power of two";
    }
    if (alignment != 0 &&
        !is_aligned(header->p_vaddr - header->p_offset, alignment)) {
        return "a segment's address does not match its alignment";
    }
    if (header->p_vaddr < PROGRAM_START) {
        return "a segment begins below PROGRAM_START";
    }
    if (header->p_vaddr > PROGRAM_END ||
        header->p_memsz > PROGRAM_END - header->p_vaddr) {
        return "a segment ends above PROGRAM_END";
    }
    if ((header->p_flags & (PF_R | PF_W | PF_X)) == 0) {
        return "a segment has no access rights";
    }
    if ((header->p_flags & PF_W) != 0 && (header->p_flags & PF_X) != 0) {
        return "a segment is writable and executable";
    }
    return NULL;
}

// The pages that a segment takes up are those in [first_page(), end_page()).
static uint64_t first_page(const struct elf_segment *segment)
{
    return align_down(segment->start, PAGE_SIZE);
}

static uint64_t end_page(const struct elf_segment *segment)
{
    return align_up(segment->start + segment->nbytes, PAGE_SIZE);
}

// Checks a segment that is valid by itself against the segments before it.
static const char *check_others(const struct elf_segment *segment,
                                const struct elf_program *program)
{
    uint64_t left = ELF_MEMORY_MAX;
    for (size_t i = 0; i < program->nsegments; i++) {
        const struct elf_segment *other = &program->segments[i];
        if (first_page(segment) < end_page(other) &&
            first_page(other) < end_page(segment)) {
            return "two segments share a page";
        }
        left -= end_page(other) - first_page(other);
    }
    if (end_page(segment) - first_page(segment) > left) {
        return "it asks for too much memory";
    }
    return NULL;
}

static const char *add_segment(const struct elf64_program_header *header,
                               const uint8_t *image, size_t nbytes,
                               struct elf_program *program)
{
    const char *wrong = check_content(header, nbytes);
    if (wrong != NULL || header->p_memsz == 0) {
        return wrong; // linkers make empty segments, at any address
    }
    struct elf_segment segment = {
        .start = header->p_vaddr,
        .nbytes = header->p_memsz,
        .content = header->p_filesz > 0 ? image + header->p_offset : image,
        .ncontent = header->p_filesz,
        .can_write = (header->p_flags & PF_W) != 0,
        .can_execute = (header->p_flags & PF_X) != 0,
    };
    wrong = check_memory(header) ?: check_others(&segment, program);
    if (wrong != NULL) {
        return wrong;
    }
    if (program->nsegments == ELF_SEGMENTS_MAX) {
        return "it has too many segments";
    }
    program->segments[program->nsegments++] = segment;
    return NULL;
}

static const char *add_segments(const struct elf64_header *header,
                                const uint8_t *image, size_t nbytes,
                                struct elf_program *program)
{
    const char *wrong = NULL;
    for (size_t i = 0; i < header->e_phnum && wrong == NULL; i++) {
        struct elf64_program_header entry;
        memcpy(&entry, image + header->e_phoff + i * sizeof(entry),
               sizeof(entry));
        if (entry.p_type == PT_LOAD) {
            wrong = add_segment(&entry, image, nbytes, program);
        } else if (entry.p_type == PT_INTERP || entry.p_type == PT_DYNAMIC) {
            wrong = "it is linked dynamically";
        } else if (entry.p_type == PT_TLS && entry.p_memsz > 0) {
            wrong = "it has thread-local variables";
        } // other types are not needed to run the program
    }
    return wrong;
}

// A static program has relocations if it has ifuncs: the C library would apply
// them before main(). Only the section headers list them.
static const char *check_relocations(const struct elf64_header *header,
                                     const uint8_t *image, size_t nbytes)
{
    struct elf64_section_header section;
    if (header->e_shentsize != sizeof(section) ||
        !is_within(nbytes, header->e_shoff,
                   header->e_shnum * sizeof(section))) {
        return NULL; // stripped: no section header to read
    }
    for (size_t i = 0; i < header->e_shnum; i++) {
        memcpy(&section, image + header->e_shoff + i * sizeof(section),
               sizeof(section));
        if (section.sh_type == SHT_RELA && section.sh_size > 0 &&
            (section.sh_flags & SHF_ALLOC) != 0) {
            return "it has relocations";
        }
    }
    return NULL;
}

static const char *check_entry(const struct elf_program *program)
{
    bool can_execute = false;
    for (size_t i = 0; i < program->nsegments; i++) {
        const struct elf_segment *segment = &program->segments[i];
        if (!segment->can_execute) {
            continue;
        }
        can_execute = true;
        // Unsigned: if entry is below start, the difference is huge.
        if (program->entry - segment->start < segment->ncontent) {
            return NULL;
        }
    }
    return can_execute ? "its entry point is not in code" : "it has no code";
}

const char *elf_parse(const void *image, size_t nbytes,
                      struct elf_program *program)
{
    struct elf64_header header;
    *program = (struct elf_program){0};
    if (nbytes < sizeof(header)) {
        return "it is smaller than the header of an ELF file";
    }
    memcpy(&header, image, sizeof(header));
    struct elf_program checked = {.entry = header.e_entry};
    const char *wrong = check_ident(&header) ?: check_header(&header, nbytes)
        ?: add_segments(&header, image, nbytes, &checked)
        ?: check_relocations(&header, image, nbytes) ?: check_entry(&checked);
    if (wrong == NULL) {
        *program = checked;
    }
    return wrong;
}
