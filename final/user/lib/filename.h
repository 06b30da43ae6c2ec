// SPDX-License-Identifier: MIT
// user/lib/filename.h - the parts of a path.

#pragma once

#include "abi/file.h"

// The path's last name. A / at the end of the path belongs to it.
const char *filename_last(const char *path);

// Writes the path of a name in a directory; `to` may be the directory's path.
// Returns 0 or -ENAMETOOLONG.
int filename_join(char to[PATH_MAX], const char *directory, const char *name);
