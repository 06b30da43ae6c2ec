// SPDX-License-Identifier: MIT
// The program headers may be anywhere in the file, at odd addresses as well,
// and so may the file in memory. But no byte of the headers may be outside the
// file, and a sum that wraps around is refused too.
// With: process/elf.c
// Breaks: process/elf.c: return offset <= nbytes && length <= nbytes - offset;
//     => return offset + length <= nbytes;
// Breaks: process/elf.c: header->e_phnum * => (header->e_phnum - 1) *
// Breaks: process/elf.c: if (header->e_phnum == PN_XNUM) { => if (0) {
// Breaks: process/elf.c: image + header->e_phoff +
//     => image + (header->e_phoff & ~7ul) +
// Breaks: process/elf.c: memcpy(&header, image, sizeof(header));
//     => header = *(const struct elf64_header *)image;

#include "test/process/host/elf_file.h"

#define PAST_THE_END "its program headers go past the end of the file"

static void try_offsets(void)
{
    static const uint64_t offsets[] = {
        0x5C0 - NENTRIES * 56 + 1, // one byte too far
        0x5C0,
        0x5C1,
        UINT32_MAX,
        (uint64_t)1 << 63,
        UINT64_MAX,
        0 - (uint64_t)NENTRIES * 56, // ends at 0
        64 - (uint64_t)NENTRIES * 56,
    };
    for (size_t i = 0; i < ARRAY_LENGTH(offsets); i++) {
        REFUSED(file.header.e_phoff = offsets[i], PAST_THE_END);
    }
    REFUSED(file.header.e_phnum = 0x5C0 / 56, PAST_THE_END);
    REFUSED(file.header.e_phnum = 0xFFFE, PAST_THE_END);
    REFUSED(file.header.e_phnum = 0xFFFF, "it has too many program headers");
    REFUSED(file.header.e_phnum = 0, "it has no code");
    REFUSED(file.header.e_phnum = 0;
            file.header.e_phoff = 0x5C0, "it has no code");
    REFUSED(file.header.e_phnum = 0; file_size = 64, "it has no code");
    // The ELF header, at offset 0, is a program header of an unknown type.
    REFUSED(file.header.e_phoff = 0; file.header.e_phnum = 1, "it has no code");
}

// The headers are moved to the end of the file, up to its last byte.
static void try_odd_places(void)
{
    for (size_t odd = 0; odd < 16; odd++) {
        make_program();
        size_t nbytes = NENTRIES * 56;
        file.header.e_phoff = file_size + odd;
        memcpy(file.bytes + file_size + odd, file.entries, nbytes);
        memset(file.entries, 0xFF, nbytes);
        file_size += odd + nbytes;
        expect(NULL);
        file_size--;
        expect(PAST_THE_END);
    }
}

static void try_odd_images(void)
{
    make_program();
    for (size_t odd = 0; odd < 16; odd++) {
        struct elf_program program;
        uint8_t *block = malloc(odd + file_size);
        memcpy(block + odd, file.bytes, file_size);
        const char *wrong = elf_parse(block + odd, file_size, &program);
        if (wrong != NULL) {
            stop(wrong);
        }
        check_program(&program);
        free(block);
    }
}

// As many program headers as e_phnum can say, all of them in the file.
static void try_many(void)
{
    size_t nbytes = 64 + (size_t)0xFFFE * 56;
    uint8_t *large = calloc(nbytes, 1);
    struct elf_program program;
    make_program();
    memcpy(large, file.bytes, 64);
    ((struct elf64_header *)(void *)large)->e_phnum = 0xFFFE;
    file.entries[TEXT].p_offset += PAGE_SIZE;
    memcpy(large + nbytes - 56, &file.entries[TEXT], 56);
    if (parse(large, nbytes, &program) != NULL || program.nsegments != 1) {
        stop("65,534 program headers are too many");
    }
    free(large);
}

int main(void)
{
    try_offsets();
    try_odd_places();
    try_odd_images();
    try_many();
    return 0;
}
