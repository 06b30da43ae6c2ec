// SPDX-License-Identifier: MIT
// process/program.h - where the files of programs are.

#pragma once

#include "boot/bootinfo.h"
#include "file/open_file.h"

// Reads the boot loader's list of modules. main.c calls it once.
void program_init(void);

// Returns the module of this name, or NULL if there is none.
const struct bootinfo_module *program_module(const char *name);

// Loads a program's file into memory. A name with a slash is a path, which may
// begin at the directory; another one is the name of a module, or of a file in
// /bin. Returns 0; -ENOMEM, or what open() returns; -EACCES if it is no regular
// file, or may not be executed.
MUST_USE int program_load(const char *directory, const char *name,
                          struct image *image);
