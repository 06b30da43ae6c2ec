// SPDX-License-Identifier: MIT
// syscall/path_argument.h - a path that a program passes.

#pragma once

#include "file/path.h"
#include "process/user_copy.h"

// Copies a path, which may begin at the process's working directory, and cleans
// it. Returns 0, -EFAULT, -ENOENT or -ENAMETOOLONG.
MUST_USE int64_t path_argument_get(struct path *path, uint64_t text);
