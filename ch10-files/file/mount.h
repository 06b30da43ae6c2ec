// SPDX-License-Identifier: MIT
// file/mount.h - which part of the file system answers for which paths.
//
// A mount gets the rest of a path, behind the mount's own path, as a whole: it
// need not walk it name by name. What can be done with an open file depends on
// the operations of its object (object/object.h).

#pragma once

#include "abi/file.h"
#include "base/list.h"
#include "file/path.h"
#include "object/object.h"

// The paths have no slash at the start, and "" is the mount's own directory. An
// operation that is NULL fails with -EROFS. The flags are those of open().
struct mount_operations {
    int (*open)(const char *path, int flags, uint32_t mode,
                struct object **opened);
    int (*status)(const char *path, struct stat *status);
    int (*mkdir)(const char *path, uint32_t mode);
    int (*remove)(const char *path, bool is_directory); // what it must be
    int (*rename)(const char *from, const char *to);
    int (*chmod)(const char *path, uint32_t mode);
};

struct mount {
    const char *path; // "/", or a clean path
    const struct mount_operations *operations;
    struct list_node node;
};

// Adds a mount. A mount is added after the mount in which its path lies, and is
// searched before it. main.c calls it.
void mount_add(struct mount *mount);

// The operations for programs, with the errnos of POSIX. *opened gets an object
// with one reference.
MUST_USE int mount_open(const struct path *path, int flags, uint32_t mode,
                        struct object **opened);
MUST_USE int mount_status(const struct path *path, struct stat *status);
MUST_USE int mount_mkdir(const struct path *path, uint32_t mode);
MUST_USE int mount_rmdir(const struct path *path);
MUST_USE int mount_unlink(const struct path *path);
MUST_USE int mount_rename(const struct path *from, const struct path *to);
MUST_USE int mount_chmod(const struct path *path, uint32_t mode);
