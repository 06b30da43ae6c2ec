// SPDX-License-Identifier: MIT
// file/mount.c - which part of the file system answers for which paths.
//
// Here are also the rules for all mounts: a path that was written with a slash
// at its end must lead to a directory, and no mount's directory is removed.

#include "file/mount.h"

#include "base/errno.h"
#include "base/string.h"

static struct list mounts = LIST_INIT(mounts); // [i] after main.c

void mount_add(struct mount *mount)
{
    list_push_front(&mounts, &mount->node);
}

// Returns the rest of the path behind the mount's; NULL if it lies elsewhere.
static const char *rest_of(const struct mount *mount, const char *path)
{
    size_t length = mount->path[1] == '\0' ? 0 : strlen(mount->path);
    if (strncmp(path, mount->path, length) != 0 ||
        (path[length] != '/' && path[length] != '\0')) {
        return NULL;
    }
    return path + length + (path[length] == '/');
}

// Returns the first mount of the list that the path lies in, and stores the
// rest of the path. The last mount, "/", has all paths.
static const struct mount *find(const struct path *path, const char **rest)
{
    const struct mount *mount = NULL;
    *rest = NULL;
    for (struct list_node *node = mounts.head.next; *rest == NULL;
         node = node->next) {
        mount = LIST_ENTRY(node, struct mount, node);
        *rest = rest_of(mount, path->text);
    }
    return mount;
}

int mount_open(const struct path *path, int flags, uint32_t mode,
               struct object **opened)
{
    const char *rest;
    const struct mount *mount = find(path, &rest);
    if (path->end != PATH_END_NAME) {
        if (flags & O_CREAT) {
            return -EISDIR;
        }
        flags |= O_DIRECTORY;
    }
    return mount->operations->open(rest, flags, mode, opened);
}

int mount_status(const struct path *path, struct stat *status)
{
    const char *rest;
    const struct mount *mount = find(path, &rest);
    int result = mount->operations->status(rest, status);
    if (result == 0 && path->end != PATH_END_NAME &&
        !S_ISDIR(status->st_mode)) {
        return -ENOTDIR;
    }
    return result;
}

int mount_mkdir(const struct path *path, uint32_t mode)
{
    const char *rest;
    const struct mount *mount = find(path, &rest);
    struct stat status;
    if (path->end > PATH_END_SLASH) { // "." or "..": it must exist already
        int result = mount_status(path, &status);
        return result != 0 ? result : -EEXIST;
    }
    if (*rest == '\0') {
        return -EEXIST;
    }
    if (mount->operations->mkdir == NULL) {
        return mount_status(path, &status) == 0 ? -EEXIST : -EROFS;
    }
    return mount->operations->mkdir(rest, mode);
}

static int remove(const struct path *path, bool is_directory)
{
    const char *rest;
    const struct mount *mount = find(path, &rest);
    if (*rest == '\0') {
        return is_directory ? -EBUSY : -EISDIR;
    }
    if (mount->operations->remove == NULL) {
        struct stat status;
        int result = mount_status(path, &status);
        return result != 0 ? result : -EROFS;
    }
    return mount->operations->remove(rest, is_directory);
}

int mount_rmdir(const struct path *path)
{
    switch (path->end) {
    case PATH_END_DOT: return -EINVAL;
    case PATH_END_DOTS: return -ENOTEMPTY;
    default: return remove(path, true);
    }
}

int mount_unlink(const struct path *path)
{
    struct stat status;
    if (path->end == PATH_END_NAME) {
        return remove(path, false);
    }
    int result = mount_status(path, &status);
    return result != 0 ? result : -EISDIR;
}

int mount_rename(const struct path *from, const struct path *to)
{
    const char *from_rest, *to_rest;
    const struct mount *from_mount = find(from, &from_rest);
    struct stat status;
    if (from_mount != find(to, &to_rest)) {
        return -EXDEV;
    }
    if (from->end > PATH_END_SLASH || to->end > PATH_END_SLASH ||
        *from_rest == '\0' || *to_rest == '\0') {
        return -EBUSY;
    }
    if (from_mount->operations->rename == NULL) {
        return -EROFS;
    }
    if (from->end == PATH_END_SLASH || to->end == PATH_END_SLASH) {
        int result = mount_status(from, &status);
        if (result != 0 || !S_ISDIR(status.st_mode)) {
            return result != 0 ? result : -ENOTDIR;
        }
    }
    return from_mount->operations->rename(from_rest, to_rest);
}

int mount_chmod(const struct path *path, uint32_t mode)
{
    const char *rest;
    const struct mount *mount = find(path, &rest);
    struct stat status;
    int result = mount_status(path, &status);
    if (result != 0) {
        return result;
    }
    return mount->operations->chmod != NULL
               ? mount->operations->chmod(rest, mode)
               : -EROFS;
}
