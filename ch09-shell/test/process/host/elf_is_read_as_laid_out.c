// SPDX-License-Identifier: MIT
// Random programs are laid out in files, with headers in any order, some of
// which say nothing of memory: elf_parse() finds what was laid out.
// With: process/elf.c
// Breaks: process/elf.c: image + header->p_offset => image + 64
// Breaks: process/elf.c: header->p_memsz, => header->p_filesz,
// Breaks: process/elf.c: .can_write = (header->p_flags & PF_W) != 0,
//     => .can_write = !(header->p_flags & PF_X),
// Breaks: process/elf.c: image + header->e_phoff + => image + sizeof(*header) +
// Breaks: process/elf.c: wrong = add_segment( => return add_segment(

#include "test/process/host/elf_generator.h"

#define CASES 100000

static void compare(const struct elf_segment *found,
                    const struct elf_segment *expected)
{
    if (found->start != expected->start || found->nbytes != expected->nbytes ||
        found->ncontent != expected->ncontent ||
        found->can_write != expected->can_write ||
        found->can_execute != expected->can_execute) {
        stop("a segment is not what was laid out");
    }
    if (found->ncontent > 0 && found->content != expected->content) {
        stop("a segment's content is not where it was put");
    }
}

int main(void)
{
    srand(1);
    for (int i = 0; i < CASES; i++) {
        struct elf_program program;
        lay_out();
        const char *wrong = elf_parse(file.bytes, file_size, &program);
        if (wrong != NULL) {
            stop(wrong);
        }
        check_program(&program);
        if (program.nsegments != laid_out.nsegments ||
            program.entry != laid_out.entry) {
            stop("the program is not what was laid out");
        }
        for (size_t j = 0; j < program.nsegments; j++) {
            compare(&program.segments[j], &laid_out.segments[j]);
        }
    }
    return 0;
}
