// SPDX-License-Identifier: MIT
// process/program.h - the files that the boot loader has put beside the kernel.

#pragma once

#include "boot/bootinfo.h"

// Reads the boot loader's list of modules. main.c calls it once.
void program_init(void);

// Returns the ELF file of the program of this name, or NULL if there is none.
const struct bootinfo_module *program_find(const char *name);
