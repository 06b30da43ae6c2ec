// SPDX-License-Identifier: MIT
// process/elf_format.h - the structures of an ELF file.
//
// Names and numbers from the "System V Application Binary Interface", chapter
// "Object Files", sections "ELF Header" and "Program Header", with the sizes of
// "ELF-64 Object File Format". EM_X86_64 is from the "AMD64 Architecture
// Processor Supplement".

#pragma once

#include "base/types.h"

// Indexes into e_ident, and the values there.
#define EI_CLASS   4
#define EI_DATA    5
#define EI_VERSION 6
#define EI_OSABI   7
#define EI_NIDENT  16

#define ELFMAG        "\177ELF" // the first bytes of the file
#define SELFMAG       4         // the length of ELFMAG
#define ELFCLASS64    2
#define ELFDATA2LSB   1 // little-endian
#define EV_CURRENT    1
#define ELFOSABI_NONE 0 // the file needs nothing of one operating system
#define ELFOSABI_GNU  3 // it may have ifuncs or unique symbols

// At the very start of the file.
struct elf64_header {
    uint8_t e_ident[EI_NIDENT];
    uint16_t e_type;      // ET_...
    uint16_t e_machine;   // EM_...
    uint32_t e_version;   // EV_CURRENT
    uint64_t e_entry;     // the entry point
    uint64_t e_phoff;     // file offset of the program headers
    uint64_t e_shoff;     // of the section headers: for linkers, debuggers
    uint32_t e_flags;     // x86-64 has none
    uint16_t e_ehsize;    // of this header, in bytes
    uint16_t e_phentsize; // of one program header
    uint16_t e_phnum;     // the number of program headers
    uint16_t e_shentsize, e_shnum, e_shstrndx;
};

#define ET_EXEC   2 // goes to the addresses that it names
#define ET_DYN    3 // goes anywhere, after a loader has relocated it
#define EM_X86_64 62
#define PN_XNUM   0xFFFF // then the number is in sh_info of section 0

// One after the other at e_phoff.
struct elf64_program_header {
    uint32_t p_type;   // PT_...
    uint32_t p_flags;  // PF_...
    uint64_t p_offset; // file offset of its first byte
    uint64_t p_vaddr;  // virtual address of its first byte
    uint64_t p_paddr;  // for machines without virtual addresses
    uint64_t p_filesz; // its size in the file, in bytes
    uint64_t p_memsz;  // its size in memory; the rest is zero
    uint64_t p_align;  // p_vaddr equals p_offset modulo this; 0, 1: any
};

// One after the other at e_shoff.
struct elf64_section_header {
    uint32_t sh_name;
    uint32_t sh_type;  // SHT_...
    uint64_t sh_flags; // SHF_...
    uint64_t sh_addr, sh_offset, sh_size;
    uint32_t sh_link, sh_info;
    uint64_t sh_addralign, sh_entsize;
};

#define SHT_RELA  4 // relocations
#define SHF_ALLOC 2 // takes up memory while the program runs

#define PT_LOAD    1 // a segment to load
#define PT_DYNAMIC 2 // the tables for a dynamic linker
#define PT_INTERP  3 // the file name of the dynamic linker
#define PT_TLS     7 // thread-local variables

#define PF_X 1
#define PF_W 2
#define PF_R 4

_Static_assert(sizeof(struct elf64_header) == 64, "ELF-64, File header");
_Static_assert(sizeof(struct elf64_program_header) == 56,
               "ELF-64, Program header table");
_Static_assert(sizeof(struct elf64_section_header) == 64,
               "ELF-64, Section header table");
