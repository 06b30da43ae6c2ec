// SPDX-License-Identifier: MIT
// process/program.h - the files that the boot loader has put beside the kernel.

#pragma once

#include "base/types.h"

struct program {
    const char *name;
    const void *image; // its ELF file, readable only
    size_t nbytes;
};

// Finds the program of this name. Returns false if there is none.
MUST_USE bool program_find(const char *name, struct program *program);
