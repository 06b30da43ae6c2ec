// SPDX-License-Identifier: MIT
// A file whose header does not describe a program that we can run is refused,
// with words of its own for each field.
// With: process/elf.c
// Red when process/elf.c has
//     if (nbytes == 0) {
// instead of
//     if (nbytes < sizeof(header)) {
// Red when process/elf.c has
//     if (memcmp(ident, ELFMAG, SELFMAG - 1) != 0) {
// instead of
//     if (memcmp(ident, ELFMAG, SELFMAG) != 0) {
// Red when process/elf.c has
//     if (ident[EI_VERSION] != EV_CURRENT) {
// instead of
//     if (ident[EI_VERSION] != EV_CURRENT || header->e_version != EV_CURRENT) {
// Red when process/elf.c has
//     if (header->e_type == 0) {
// instead of
//     if (header->e_type != ET_EXEC) {
// Red when process/elf.c has
//     if (header->e_phentsize < sizeof(struct elf64_program_header)) {
// instead of
//     if (header->e_phentsize != sizeof(struct elf64_program_header)) {

#include "test/host/elf_file.h"

static void try_identification(void)
{
    for (size_t i = 0; i < 4; i++) {
        REFUSED(file.bytes[i] ^= 0x20, "it is no ELF file");
    }
    REFUSED(file.bytes[4] = 1, "it is not of 64 bits");
    REFUSED(file.bytes[4] = 3, "it is not of 64 bits");
    REFUSED(file.bytes[5] = 2, "its numbers do not begin with the lowest byte");
    REFUSED(file.bytes[6] = 0, "it is of a version of ELF that is not known");
    REFUSED(file.header.e_version = 2,
            "it is of a version of ELF that is not known");
    REFUSED(file.bytes[7] = 9, "it is for another operating system");
    ACCEPTED(file.bytes[8] = 1); // padding, to us
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
    static const char *const of_header = "its header has a size that cannot be";
    static const char *const of_entry =
        "its program headers have a size that cannot be";
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
