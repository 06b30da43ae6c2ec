// SPDX-License-Identifier: MIT
// process/program.c - the files that the boot loader has put beside the kernel.
//
// Owns the list of programs, which does not change after program_init().

#include "process/program.h"

#include "base/string.h"
#include "boot/layout.h"
#include "boot/paging.h"
#include "lib/panic.h"
#include "memory/frame.h"

static struct bootinfo_module *programs; // [i]
static size_t nprograms;                 // [i]

void program_init(void)
{
    struct bootinfo_module program;
    size_t count = 0, cursor = 0;
    while (bootinfo_next_module(bootinfo(), &cursor, &program)) {
        count++;
    }
    paddr_t list; // whole frames, as it is never freed
    if (!frame_alloc_run(count * sizeof(program) / PAGE_SIZE + 1, UINT64_MAX,
                         &list)) {
        panic("no memory for the list of %zu programs", count);
    }
    programs = phys_to_virt(list);
    cursor = 0;
    while (bootinfo_next_module(bootinfo(), &cursor, &programs[nprograms])) {
        nprograms++;
    }
}

const struct bootinfo_module *program_find(const char *name)
{
    for (size_t i = 0; i < nprograms; i++) {
        if (strcmp(programs[i].command_line, name) == 0) {
            return &programs[i];
        }
    }
    return NULL;
}
