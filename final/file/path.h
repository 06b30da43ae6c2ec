// SPDX-License-Identifier: MIT
// file/path.h - a path as the file system uses it: absolute, without detours.
//
// A ".." is removed together with the name before it, whatever that name is:
// the file system itself knows no "..".

#pragma once

#include "abi/file.h"

// What a path ends in, as it was written. All but a name mean a directory.
enum path_end { PATH_END_NAME, PATH_END_SLASH, PATH_END_DOT, PATH_END_DOTS };

struct path {
    char text[PATH_MAX]; // "/", or names with one slash before each
    enum path_end end;
};

// Fills in *path from a text that a program passes; a text without a slash at
// its start begins at the directory, which is the text of a struct path.
// Returns 0; -ENOENT if the text is empty; -ENAMETOOLONG if a name or the whole
// is too long.
MUST_USE int path_clean(struct path *path, const char *directory,
                        const char *text);
