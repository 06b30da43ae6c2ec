// SPDX-License-Identifier: MIT
// test/process/host/elf_file.h - makes ELF files for tests, and checks what
// must hold for each file that elf_parse() accepts.

#pragma once

#include "base/required.h"
#include "boot/layout.h"
#include "boot/paging.h"
#include "process/elf.h"
#include "process/elf_format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NHEADERS 12

static union {
    uint8_t bytes[0x1000];
    struct {
        struct elf64_header header;
        struct elf64_program_header entries[NHEADERS];
    };
} file;
static size_t file_size;

// The order of the program headers that make_program() writes.
enum { TEXT, CONSTANTS, VARIABLES, STACK, NENTRIES };

static inline void stop(const char *what)
{
    printf("%s\n", what);
    exit(1);
}

static inline void put_entry(size_t index, uint32_t flags, uint64_t offset,
                             uint64_t filesz, uint64_t memsz)
{
    file.entries[index] = (struct elf64_program_header){
        .p_type = PT_LOAD,
        .p_flags = flags,
        .p_offset = offset,
        .p_vaddr = 0x400000 + PAGE_SIZE * index + offset,
        .p_filesz = filesz,
        .p_memsz = memsz,
        .p_align = PAGE_SIZE,
    };
}

// Makes a correct file, like a linker's: three segments. The last byte of the
// file belongs to the content of the last one.
static inline void make_program(void)
{
    memset(&file, 0, sizeof(file));
    file.header = (struct elf64_header){
        .e_ident = {0x7F, 'E', 'L', 'F', 2, 1, 1},
        .e_type = ET_EXEC,
        .e_machine = EM_X86_64,
        .e_version = 1,
        .e_entry = 0x400410,
        .e_phoff = 64,
        .e_ehsize = 64,
        .e_phentsize = 56,
        .e_phnum = NENTRIES,
    };
    put_entry(TEXT, PF_R | PF_X, 0x400, 0x100, 0x100);
    put_entry(CONSTANTS, PF_R, 0x500, 0x80, 0x80);
    put_entry(VARIABLES, PF_R | PF_W, 0x580, 0x40, 0x2000);
    file.entries[STACK].p_type = 0x6474E551; // PT_GNU_STACK
    file.entries[STACK].p_flags = PF_R | PF_W;
    file_size = 0x5C0;
}

// --- what must hold for a program that was accepted ---

static inline uint64_t pages_from(const struct elf_segment *segment)
{
    return segment->start / PAGE_SIZE;
}

static inline uint64_t pages_to(const struct elf_segment *segment)
{
    return (segment->start + segment->nbytes - 1) / PAGE_SIZE + 1;
}

// The sanitizer reports each byte of the content that is not in the file.
static inline void check_segment(const struct elf_segment *segment)
{
    static volatile uint8_t sink;
    if (segment->start < 64 * KIB || segment->nbytes == 0 ||
        segment->nbytes > 64 * MIB ||
        segment->start > USER_TOP - GIB - segment->nbytes) {
        stop("a segment is where it may not be");
    }
    if (segment->can_write && segment->can_execute) {
        stop("what is executed can be written");
    }
    if (segment->ncontent > segment->nbytes) {
        stop("there is more content than memory");
    }
    for (uint64_t i = 0; i < segment->ncontent; i++) {
        sink ^= segment->content[i];
    }
    (void)sink;
}

static inline void check_program(const struct elf_program *program)
{
    uint64_t npages = 0;
    bool begins_in_code = false;
    if (program->nsegments > ELF_SEGMENTS_MAX) {
        stop("there are more segments than places for them");
    }
    for (size_t i = 0; i < program->nsegments; i++) {
        const struct elf_segment *segment = &program->segments[i];
        check_segment(segment);
        npages += pages_to(segment) - pages_from(segment);
        begins_in_code |= segment->can_execute &&
                          program->entry >= segment->start &&
                          program->entry < segment->start + segment->ncontent;
        for (size_t j = 0; j < i; j++) {
            const struct elf_segment *other = &program->segments[j];
            if (pages_from(segment) < pages_to(other) &&
                pages_from(other) < pages_to(segment)) {
                stop("a page is in two segments");
            }
        }
    }
    if (npages * PAGE_SIZE > 64 * MIB) {
        stop("there is too much memory");
    }
    if (!begins_in_code) {
        stop("the program does not begin in its code");
    }
}

static inline void check_nothing(const struct elf_program *program)
{
    static const struct elf_program nothing;
    if (program->entry != 0 || program->nsegments != 0 ||
        memcmp(program->segments, nothing.segments, sizeof(nothing.segments)) !=
            0) {
        stop("a file that was refused has left something");
    }
}

// Parses a copy in a block of exactly its size, so that the sanitizer reports
// each read outside. The copy, and so *program's content, is freed afterwards.
static inline const char *parse(const void *bytes, size_t nbytes,
                                struct elf_program *program)
{
    uint8_t *exact = malloc(nbytes);
    if (nbytes > 0) {
        memcpy(exact, bytes, nbytes);
    }
    memset(program, 0xA5, sizeof(*program));
    const char *wrong = elf_parse(exact, nbytes, program);
    if (wrong == NULL) {
        check_program(program);
    } else {
        check_nothing(program);
    }
    free(exact);
    return wrong;
}

// NULL: the file must be accepted.
static inline void expect(const char *expected)
{
    struct elf_program program;
    const char *wrong = parse(file.bytes, file_size, &program);
    wrong = wrong != NULL ? wrong : "no fault";
    expected = expected != NULL ? expected : "no fault";
    if (strcmp(wrong, expected) != 0) {
        printf("expected \"%s\", got \"%s\"\n", expected, wrong);
        exit(1);
    }
}

// A file that is correct but for this change is refused with these words.
#define REFUSED(change, words) \
    do {                       \
        make_program();        \
        change;                \
        expect(words);         \
    } while (false)
#define ACCEPTED(change) REFUSED(change, NULL)
