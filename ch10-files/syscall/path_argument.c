// SPDX-License-Identifier: MIT
// syscall/path_argument.c - a path that a program passes.

#include "syscall/path_argument.h"

#include "process/process.h"

int64_t path_argument_get(struct path *path, uint64_t text)
{
    char copy[PATH_MAX];
    int64_t length = copy_string_from_user(copy, (uaddr_t){text}, sizeof(copy));
    return length < 0 ? length
                      : path_clean(path, process_current()->directory, copy);
}
