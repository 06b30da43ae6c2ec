// SPDX-License-Identifier: MIT
// process/program.c - the files that the boot loader has put beside the kernel.

#include "process/program.h"

#include "base/string.h"
#include "boot/bootinfo.h"
#include "boot/layout.h"

bool program_find(const char *name, struct program *program)
{
    struct bootinfo_module module;
    for (size_t cursor = 0;
         bootinfo_next_module(bootinfo(), &cursor, &module);) {
        if (strcmp(module.command_line, name) == 0) {
            *program = (struct program){.name = module.command_line,
                                        .image = phys_to_virt(module.start),
                                        .nbytes = module.nbytes};
            return true;
        }
    }
    return false;
}
