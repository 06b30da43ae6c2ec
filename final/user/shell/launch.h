// SPDX-License-Identifier: MIT
// user/shell/launch.h - finds a program and starts it.

#pragma once

#include "abi/spawn.h"
#include "user/shell/fields.h"

// Starts the program argv[0]: the file of that path if there is a / in it, else
// the first one of that name in the directories of PATH. It gets the exported
// variables. A file that is no program is a script: a shell runs it. Returns
// the pid, or a negative errno.
int launch(const struct fields *arguments, const struct spawn_options *options);
