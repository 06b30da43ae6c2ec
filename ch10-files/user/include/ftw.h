// SPDX-License-Identifier: MIT
// user/include/ftw.h - what the library has of POSIX's <ftw.h>: a walk through
// a tree of directories.

#pragma once

#include "user/lib/system.h"

// What nftw() has found; the numbers are those of Linux's libraries.
#define FTW_F   0 // a file or a device
#define FTW_D   1 // a directory; what is in it comes next
#define FTW_DNR 2 // a directory that cannot be read; errno says why
#define FTW_NS  3 // something that stat() fails for; errno says why
#define FTW_DP  5 // with FTW_DEPTH: a directory; what is in it has come

#define FTW_DEPTH 8 // a directory comes after what is in it

struct FTW {
    int base;  // where the name begins in the path
    int level; // how deep: 0 is where the walk starts
};

typedef int ftw_visit(const char *path, const struct stat *info, int type,
                      struct FTW *place);

// Calls visit() for `path` and for all that lies below it, each directory in
// the order of its names, until visit() returns another value than 0. Returns
// that value; or -1, and sets errno, if `path` does not exist or a path below
// is too long.
// No directory stays open meanwhile, so ndescriptors does not matter.
int nftw(const char *path, ftw_visit *visit, int ndescriptors, int flags);
