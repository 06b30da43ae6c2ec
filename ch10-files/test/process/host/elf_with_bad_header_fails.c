// SPDX-License-Identifier: MIT
// A file whose header does not describe a program that we can run is refused,
// with a message of its own for each field.
// With: process/elf.c
// Breaks: process/elf.c: if (nbytes < sizeof(header)) { => if (nbytes == 0) {
// Breaks: process/elf.c: ident, ELFMAG, SELFMAG => ident, ELFMAG, SELFMAG - 1
// Breaks: process/elf.c: != EV_CURRENT || header->e_version != EV_CURRENT
//     => != EV_CURRENT
// Breaks: process/elf.c: && ident[EI_OSABI] != ELFOSABI_GNU =>
// Breaks: process/elf.c: (header->e_type != ET_EXEC) => (header->e_type == 0)
// Breaks: process/elf.c: header->e_phentsize != => header->e_phentsize <

#include "test/process/host/elf_file.h"

static void try_identification(void)
{
    for (size_t i = 0; i < 4; i++) {
        REFUSED(file.bytes[i] ^= 0x20, "it is not an ELF file");
    }
    REFUSED(file.bytes[4] = 1, "it is not a 64-bit file");
    REFUSED(file.bytes[4] = 3, "it is not a 64-bit file");
    REFUSED(file.bytes[5] = 2, "it is not little-endian");
    REFUSED(file.bytes[6] = 0, "its ELF version is unknown");
    REFUSED(file.header.e_version = 2, "its ELF version is unknown");
    REFUSED(file.bytes[7] = 9, "it is for another operating system");
    ACCEPTED(file.bytes[7] = 3); // ELFOSABI_GNU: allowed
    ACCEPTED(file.bytes[8] = 1); // padding: not checked
}

static void try_kind(void)
{
    REFUSED(file.header.e_type = ET_DYN,
            "it is position-independent; link it with -no-pie");
    REFUSED(file.header.e_type = 1, "it is not a program"); // an object file
    REFUSED(file.header.e_type = 4, "it is not a program"); // a core dump
    REFUSED(file.header.e_type = 0x102, "it is not a program");
    REFUSED(file.header.e_machine = 3, "it is for another processor");
    REFUSED(file.header.e_machine = 183, "it is for another processor");
}

static void try_sizes(void)
{
    static const char *const of_header = "its ELF header has a wrong size";
    static const char *const of_entry = "its program headers have a wrong size";
    REFUSED(file.header.e_ehsize = 63, of_header);
    REFUSED(file.header.e_ehsize = 0, of_header);
    REFUSED(file.header.e_phentsize = 55, of_entry);
    REFUSED(file.header.e_phentsize = 57, of_entry);
    REFUSED(file.header.e_phentsize = 0, of_entry);
}

int main(void)
{
    make_program();
    expect(NULL);
    for (file_size = 0; file_size < 64; file_size++) {
        expect("it is smaller than the header of an ELF file");
    }
    struct elf_program program;
    if (elf_parse(NULL, 0, &program) == NULL) {
        stop("no file is a program");
    }
    try_identification();
    try_kind();
    try_sizes();
    return 0;
}
