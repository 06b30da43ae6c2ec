// SPDX-License-Identifier: MIT
// process/elf_format.h - what a program's file consists of.
//
// Names and numbers from the "System V Application Binary Interface", chapter
// "Object Files", sections "ELF Header" and "Program Header", with the sizes of
// "ELF-64 Object File Format". EM_X86_64 is from the "AMD64 Architecture
// Processor Supplement".

#pragma once

#include "base/types.h"

// The places in e_ident, and what is in them.
#define EI_CLASS   4
#define EI_DATA    5
#define EI_VERSION 6
#define EI_OSABI   7
#define EI_NIDENT  16

#define ELFMAG        "\177ELF" // the first bytes of every file
#define SELFMAG       4         // and how many they are
#define ELFCLASS64    2
#define ELFDATA2LSB   1 // the lowest byte of a number comes first
#define EV_CURRENT    1
#define ELFOSABI_NONE 0 // nothing that only one operating system has

// At the very start of the file.
struct elf64_header {
    uint8_t e_ident[EI_NIDENT];
    uint16_t e_type;      // ET_...
    uint16_t e_machine;   // EM_...
    uint32_t e_version;   // EV_CURRENT
    uint64_t e_entry;     // the address at which the program begins
    uint64_t e_phoff;     // where in the file the program headers are
    uint64_t e_shoff;     // the section headers: for linkers and debuggers
    uint32_t e_flags;     // x86-64 has none
    uint16_t e_ehsize;    // of this header, in bytes
    uint16_t e_phentsize; // of one program header
    uint16_t e_phnum;     // how many there are
    uint16_t e_shentsize, e_shnum, e_shstrndx;
};

#define ET_EXEC   2 // goes to the addresses that it names
#define ET_DYN    3 // goes anywhere, once somebody has relocated it
#define EM_X86_64 62
#define PN_XNUM   0xFFFF // too many for e_phnum: sh_info of section 0 has them

// One after the other at e_phoff.
struct elf64_program_header {
    uint32_t p_type;   // PT_...
    uint32_t p_flags;  // PF_...
    uint64_t p_offset; // where in the file its bytes begin
    uint64_t p_vaddr;  // where they go
    uint64_t p_paddr;  // where there are no virtual addresses
    uint64_t p_filesz; // how many there are
    uint64_t p_memsz;  // and with the zeros behind them
    uint64_t p_align;  // p_vaddr and p_offset agree modulo this; 0, 1: need not
};

#define PT_LOAD    1 // a piece of the program's memory
#define PT_DYNAMIC 2 // what is left to be linked
#define PT_INTERP  3 // the name of a program that does so
#define PT_TLS     7 // what each thread has its own copy of

#define PF_X 1
#define PF_W 2
#define PF_R 4

_Static_assert(sizeof(struct elf64_header) == 64, "ELF-64, File header");
_Static_assert(sizeof(struct elf64_program_header) == 56,
               "ELF-64, Program header table");
