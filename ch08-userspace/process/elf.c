// SPDX-License-Identifier: MIT
// process/elf.c - which memory a program's file asks for.
//
// Anybody may have written the file, so nothing in it is believed: each number
// is checked before it is used, and so that the check itself cannot overflow.
// Headers are copied out, since they may lie at odd addresses. What comes after
// elf_parse() need not check again.

#include "process/elf.h"

#include "base/required.h"
#include "process/elf_format.h"
#include "x86/paging.h"

// Does [offset, offset + length) lie within the first nbytes?
static bool is_within(size_t nbytes, uint64_t offset, uint64_t length)
{
    return offset <= nbytes && length <= nbytes - offset;
}

static const char *check_ident(const struct elf64_header *header)
{
    const uint8_t *ident = header->e_ident;
    if (memcmp(ident, ELFMAG, SELFMAG) != 0) {
        return "it is no ELF file";
    }
    if (ident[EI_CLASS] != ELFCLASS64) {
        return "it is not of 64 bits";
    }
    if (ident[EI_DATA] != ELFDATA2LSB) {
        return "its numbers do not begin with the lowest byte";
    }
    if (ident[EI_VERSION] != EV_CURRENT || header->e_version != EV_CURRENT) {
        return "it is of a version of ELF that is not known";
    }
    if (ident[EI_OSABI] != ELFOSABI_NONE) {
        return "it is for another operating system";
    }
    return NULL;
}

static const char *check_header(const struct elf64_header *header,
                                size_t nbytes)
{
    const char *wrong = check_ident(header);
    if (wrong != NULL) {
        return wrong;
    }
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
        return "its header has a size that cannot be";
    }
    if (header->e_phentsize != sizeof(struct elf64_program_header)) {
        return "its program headers have a size that cannot be";
    }
    if (header->e_phnum == PN_XNUM) {
        return "it has more program headers than it can say";
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
    // Without a byte in the file, p_offset may well be past its end.
    if (header->p_filesz > 0 &&
        !is_within(nbytes, header->p_offset, header->p_filesz)) {
        return "a segment goes past the end of the file";
    }
    return NULL;
}

// Checks where in memory it goes.
static const char *check_place(const struct elf64_program_header *header)
{
    uint64_t alignment = header->p_align;
    if ((alignment & (alignment - 1)) != 0) {
        return "a segment's alignment is no power of two";
    }
    if (alignment != 0 &&
        !is_aligned(header->p_vaddr - header->p_offset, alignment)) {
        return "a segment is not aligned as it says";
    }
    if (header->p_vaddr < PROGRAM_START) {
        return "a segment is where null pointers point";
    }
    if (header->p_vaddr > PROGRAM_END ||
        header->p_memsz > PROGRAM_END - header->p_vaddr) {
        return "a segment is where no program may be";
    }
    return NULL;
}

static const char *check_rights(const struct elf64_program_header *header)
{
    if ((header->p_flags & (PF_R | PF_W | PF_X)) == 0) {
        return "a segment is for nobody to use";
    }
    if ((header->p_flags & PF_W) != 0 && (header->p_flags & PF_X) != 0) {
        return "a segment can be both written and executed";
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

// Checks a segment, which is sound by itself, against those noted before.
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
    if (wrong == NULL && header->p_memsz == 0) {
        return NULL; // linkers make such ones, wherever they are
    }
    if (wrong == NULL) {
        wrong = check_place(header);
    }
    if (wrong == NULL) {
        wrong = check_rights(header);
    }
    if (wrong != NULL) {
        return wrong;
    }
    struct elf_segment segment = {
        .start = header->p_vaddr,
        .nbytes = header->p_memsz,
        .content = header->p_filesz > 0 ? image + header->p_offset : image,
        .ncontent = header->p_filesz,
        .can_write = (header->p_flags & PF_W) != 0,
        .can_execute = (header->p_flags & PF_X) != 0,
    };
    wrong = check_others(&segment, program);
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
    for (size_t i = 0; i < header->e_phnum; i++) {
        struct elf64_program_header entry;
        memcpy(&entry, image + header->e_phoff + i * sizeof(entry),
               sizeof(entry));
        const char *wrong = NULL;
        switch (entry.p_type) {
        case PT_LOAD:
            wrong = add_segment(&entry, image, nbytes, program);
            break;
        case PT_INTERP: // fall through
        case PT_DYNAMIC: return "it is not linked statically";
        case PT_TLS: return "it has variables of each thread's own";
        default: break; // one that we do not need
        }
        if (wrong != NULL) {
            return wrong;
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
        // If entry is below start, the difference is far too large.
        if (program->entry - segment->start < segment->ncontent) {
            return NULL;
        }
    }
    return can_execute ? "it begins where it has no code" : "it has no code";
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
    const char *wrong = check_header(&header, nbytes);
    if (wrong == NULL) {
        wrong = add_segments(&header, image, nbytes, &checked);
    }
    if (wrong == NULL) {
        wrong = check_entry(&checked);
    }
    if (wrong == NULL) {
        *program = checked;
    }
    return wrong;
}
