// SPDX-License-Identifier: MIT
// user/shell/built_in.h - the commands that the shell runs itself.

#pragma once

#include "user/shell/fields.h"

struct built_in {
    const char *name;
    int (*run)(const struct fields *arguments); // returns the exit status
    const char *help;
};

// NULL: the name is not one of theirs.
const struct built_in *built_in_find(const char *name);
