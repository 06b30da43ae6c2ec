// SPDX-License-Identifier: MIT
// A segment's content must be in the file, all of it, and fit into its memory.
// With: process/elf.c
// Breaks: process/elf.c: if (header->p_filesz > header->p_memsz) => if (false)
// Breaks: process/elf.c: !is_within(nbytes, header->p_offset, header->p_filesz)
//     => !is_within(nbytes, header->p_offset, header->p_filesz - 1)
// Breaks: process/elf.c: header->p_filesz > 0 && =>

#include "test/process/host/elf_file.h"

#define PAST_THE_END "a segment goes past the end of the file"
#define TOO_MUCH     "a segment has more bytes in the file than in memory"

static struct elf64_program_header *const variables = &file.entries[VARIABLES];

int main(void)
{
    REFUSED(variables->p_filesz++, PAST_THE_END);
    REFUSED(variables->p_offset++; variables->p_vaddr++, PAST_THE_END);
    REFUSED(file_size--, PAST_THE_END);
    REFUSED(variables->p_offset = 0x5C0, PAST_THE_END);
    REFUSED(variables->p_offset = 0x5C1, PAST_THE_END);
    REFUSED(variables->p_offset = UINT64_MAX, PAST_THE_END);
    REFUSED(variables->p_offset = 0 - variables->p_filesz, PAST_THE_END);
    REFUSED(variables->p_offset = 0x20 - variables->p_filesz, PAST_THE_END);
    REFUSED(variables->p_offset = (uint64_t)1 << 63, PAST_THE_END);
    REFUSED(variables->p_filesz = variables->p_memsz = UINT64_MAX,
            PAST_THE_END);
    REFUSED(variables->p_filesz = variables->p_memsz = 0 - variables->p_offset,
            PAST_THE_END);

    REFUSED(variables->p_memsz = 0x3F, TOO_MUCH);
    REFUSED(variables->p_memsz = 0, TOO_MUCH);
    REFUSED(variables->p_filesz = UINT64_MAX, TOO_MUCH);
    ACCEPTED(variables->p_memsz = 0x40);

    // A segment of zeros alone: its offset may be behind the file's end.
    ACCEPTED(variables->p_filesz = 0; variables->p_offset += 0x10000);
    ACCEPTED(variables->p_filesz = 0; variables->p_offset = UINT64_MAX - 0xA7F);
    // A segment without memory is ignored, wherever it is.
    ACCEPTED(variables->p_filesz = variables->p_memsz = 0;
             variables->p_vaddr = UINT64_MAX; variables->p_align = 3;
             variables->p_flags = PF_W | PF_X);
    return 0;
}
