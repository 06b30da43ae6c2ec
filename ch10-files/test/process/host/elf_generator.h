// SPDX-License-Identifier: MIT
// test/process/host/elf_generator.h - random programs, and what must be found
// in them.

#pragma once

#include "test/process/host/elf_file.h"

// What elf_parse() must find in the file that lay_out() has made; content
// points into file.bytes.
static struct elf_program laid_out;

static inline uint64_t below(uint64_t limit)
{
    return ((uint64_t)rand() << 31 ^ (uint64_t)rand()) % limit;
}

// Makes a random segment, content and zeros, in pages after *page.
static inline struct elf_segment random_segment(uint64_t *page, bool is_text)
{
    uint64_t rights = below(3);
    struct elf_segment segment = {
        .content = file.bytes,
        .can_execute = is_text || rights == 1,
        .can_write = !is_text && rights == 2,
    };
    uint64_t offset = sizeof(file) / 2 + below(sizeof(file) / 2 - 64);
    if (is_text || below(4) > 0) {
        segment.content = file.bytes + offset;
        segment.ncontent = 1 + below(64);
    }
    segment.nbytes = max(segment.ncontent, 1) + below(3) * below(5 * PAGE_SIZE);
    *page += below(3);
    segment.start = *page * PAGE_SIZE + below(PAGE_SIZE);
    *page = pages_to(&segment);
    return segment;
}

static inline uint64_t random_alignment(uint64_t start, uint64_t offset)
{
    uint64_t alignment = (uint64_t)1 << below(20);
    while (((start ^ offset) & (alignment - 1)) != 0) {
        alignment /= 2;
    }
    return below(8) == 0 ? 0 : alignment;
}

static inline struct elf64_program_header
header_of(const struct elf_segment *segment)
{
    uint64_t offset = (uint64_t)(segment->content - file.bytes);
    if (segment->ncontent == 0) {
        offset = below(8) == 0 ? below(UINT64_MAX) : 0;
    }
    uint32_t flags =
        (segment->can_write ? PF_W : 0) | (segment->can_execute ? PF_X : 0);
    return (struct elf64_program_header){
        .p_type = PT_LOAD,
        .p_flags = flags | (flags == 0 || below(2) == 0 ? PF_R : 0),
        .p_offset = offset,
        .p_vaddr = segment->start,
        .p_paddr = below(UINT64_MAX),
        .p_filesz = segment->ncontent,
        .p_memsz = segment->nbytes,
        .p_align = random_alignment(segment->start, offset),
    };
}

// A header that says nothing of the program's memory.
static inline struct elf64_program_header other_header(void)
{
    struct elf64_program_header header = {
        .p_type = (uint32_t)(0x6474E550 + below(4)),
        .p_flags = (uint32_t)below(8),
        .p_vaddr = below(UINT64_MAX),
        .p_filesz = below(UINT64_MAX),
        .p_memsz = below(UINT64_MAX),
    };
    if (below(2) == 0) {
        header.p_type = PT_LOAD;
        header.p_filesz = header.p_memsz = 0;
    }
    return header;
}

static inline void swap(struct elf_segment *left, struct elf_segment *right)
{
    struct elf_segment kept = *left;
    *left = *right;
    *right = kept;
}

// Makes random segments, in random order.
static inline void make_segments(void)
{
    uint64_t last = (PROGRAM_END - ELF_MEMORY_MAX) / PAGE_SIZE;
    uint64_t page = below(2) == 0 ? 16 + below(2000) : 16 + below(last - 16);
    memset(&laid_out, 0, sizeof(laid_out));
    laid_out.nsegments = 1 + below(ELF_SEGMENTS_MAX);
    for (size_t i = 0; i < laid_out.nsegments; i++) {
        laid_out.segments[i] = random_segment(&page, i == 0);
    }
    const struct elf_segment *text = &laid_out.segments[0];
    laid_out.entry = text->start + below(text->ncontent);
    for (size_t i = laid_out.nsegments - 1; i > 0; i--) {
        swap(&laid_out.segments[i], &laid_out.segments[below(i + 1)]);
    }
}

// Makes a correct file of random segments, with other headers among theirs.
static inline void lay_out(void)
{
    make_segments();
    make_program();
    for (size_t i = sizeof(file) / 2; i < sizeof(file); i++) {
        file.bytes[i] = (uint8_t)(i * 37 >> 3);
    }
    file_size = sizeof(file);
    size_t nheaders = 0;
    for (size_t i = 0; i < laid_out.nsegments; i++) {
        while (below(4) == 0 && nheaders + laid_out.nsegments - i < NHEADERS) {
            file.entries[nheaders++] = other_header();
        }
        file.entries[nheaders++] = header_of(&laid_out.segments[i]);
    }
    file.header.e_entry = laid_out.entry;
    file.header.e_phnum = (uint16_t)nheaders;
    file.header.e_phoff = 64 + below(256);
    memmove(file.bytes + file.header.e_phoff, file.entries,
            nheaders * sizeof(file.entries[0]));
}
