// SPDX-License-Identifier: MIT
// process/loader.c - fills a process's memory from its program's file.

#include "process/loader.h"

#include "base/errno.h"
#include "base/kprintf.h"
#include "base/required.h"
#include "boot/paging.h"
#include "memory/heap.h"
#include "process/elf.h"
#include "process/elf_format.h"
#include "process/program.h"
#include "process/user_memory.h"

_Static_assert(PROGRAM_END < USER_STACK_END - USER_STACK_SIZE,
               "no segment of a program overlaps its stack");

static int load_segment(struct process *process,
                        const struct elf_segment *segment)
{
    uintptr_t start = align_down(segment->start, PAGE_SIZE);
    uintptr_t end = align_up(segment->start + segment->nbytes, PAGE_SIZE);
    // elf_parse() has refused a segment that is writable and executable.
    pte_t rights = (segment->can_write ? PTE_WRITE : 0) |
                   (segment->can_execute ? 0 : PTE_NX);
    int result = user_map(&process->user.space, start,
                          (end - start) / PAGE_SIZE, rights);
    if (result == 0) {
        user_write(&process->user.space, segment->start, segment->content,
                   segment->ncontent);
        process->heap_start = max(process->heap_start, end);
    }
    return result;
}

static int load_image(struct process *process, const struct image *image,
                      const struct arguments *arguments)
{
    struct elf_program elf;
    if (image->nbytes < SELFMAG || memcmp(image->start, ELFMAG, SELFMAG) != 0) {
        return -ENOEXEC; // perhaps a script, which the shell can run
    }
    const char *wrong = elf_parse(image->start, image->nbytes, &elf);
    if (wrong != NULL) {
        log_warn("the program %s cannot be run: %s", process->name, wrong);
        return -ENOEXEC;
    }
    int result =
        user_map(&process->user.space, USER_STACK_END - USER_STACK_SIZE,
                 USER_STACK_SIZE / PAGE_SIZE, PTE_WRITE | PTE_NX);
    for (size_t i = 0; i < elf.nsegments && result == 0; i++) {
        result = load_segment(process, &elf.segments[i]);
    }
    if (result != 0) {
        return result;
    }
    process->entry = elf.entry;
    process->rsp = arguments_push(arguments, &process->user.space);
    process->heap_end = process->heap_start;
    return 0;
}

int load_program(struct process *process, const char *name,
                 const struct arguments *arguments)
{
    struct image image;
    int result = program_load(process->directory, name, &image);
    if (result == 0) {
        result = load_image(process, &image, arguments);
        kfree(image.copy);
    }
    return result;
}
