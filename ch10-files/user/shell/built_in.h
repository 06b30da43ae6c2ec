// SPDX-License-Identifier: MIT
// user/shell/built_in.h - the commands that the shell runs itself.

#pragma once

#include "user/shell/fields.h"

struct built_in {
    const char *name;
    int (*run)(const struct fields *arguments); // returns the exit status
    const char *help;
};

// Returns the built-in command of this name, or NULL.
const struct built_in *built_in_find(const char *name);
