// SPDX-License-Identifier: MIT
// user/lib/filename.c - the parts of a path.

#include "user/lib/filename.h"

#include "base/errno.h"
#include "base/string.h"

const char *filename_last(const char *path)
{
    const char *last = path;
    for (const char *at = path; *at != '\0'; at++) {
        if (at[0] == '/' && at[1] != '/' && at[1] != '\0') {
            last = at + 1;
        }
    }
    return last;
}

int filename_join(char to[PATH_MAX], const char *directory, const char *name)
{
    size_t length = strlen(directory);
    bool needs_slash = length > 0 && directory[length - 1] != '/';
    if (length + needs_slash + strlen(name) >= PATH_MAX) {
        return -ENAMETOOLONG;
    }
    memmove(to, directory, length);
    if (needs_slash) {
        to[length++] = '/';
    }
    memcpy(to + length, name, strlen(name) + 1);
    return 0;
}
