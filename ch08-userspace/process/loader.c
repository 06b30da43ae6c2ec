// SPDX-License-Identifier: MIT
// process/loader.c - from a program's file to its memory.

#include "process/loader.h"

#include "base/errno.h"
#include "base/kprintf.h"
#include "process/elf.h"
#include "process/program.h"
#include "process/user_memory.h"

_Static_assert(PROGRAM_END < USER_STACK_END - USER_STACK_SIZE,
               "no segment of a program is where its stack is to be");

// Code is executed and not written, variables are written and not executed.
static pte_t rights_of(const struct elf_segment *segment)
{
    return (segment->can_write ? PTE_WRITE : 0) |
           (segment->can_execute ? 0 : PTE_NX);
}

static int load_segment(struct process *process,
                        const struct elf_segment *segment)
{
    uintptr_t start = align_down(segment->start, PAGE_SIZE);
    uintptr_t end = align_up(segment->start + segment->nbytes, PAGE_SIZE);
    int result = user_map(&process->space, start, (end - start) / PAGE_SIZE,
                          rights_of(segment));
    if (result == 0) {
        user_fill(&process->space, segment->start, segment->content,
                  segment->ncontent);
        process->heap_start = max(process->heap_start, end);
    }
    return result;
}

int load_program(struct process *process, const char *name,
                 const struct arguments *arguments)
{
    struct program program;
    struct elf_program elf;
    if (!program_find(name, &program)) {
        return -ENOENT;
    }
    const char *wrong = elf_parse(program.image, program.nbytes, &elf);
    if (wrong != NULL) {
        log_warn("the program %s cannot be run: %s", name, wrong);
        return -ENOEXEC;
    }
    for (size_t i = 0; i < elf.nsegments; i++) {
        int result = load_segment(process, &elf.segments[i]);
        if (result != 0) {
            return result;
        }
    }
    int result = user_map(&process->space, USER_STACK_END - USER_STACK_SIZE,
                          USER_STACK_SIZE / PAGE_SIZE, PTE_WRITE | PTE_NX);
    if (result != 0) {
        return result;
    }
    process->entry = elf.entry;
    process->rsp = arguments_push(arguments, &process->space);
    process->heap_end = process->heap_start;
    return 0;
}
