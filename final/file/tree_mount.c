// SPDX-License-Identifier: MIT
// file/tree_mount.c - the tree in memory, as a mount.
//
// Each operation walks to its place and does its work there under tree_lock, in
// one step: no program sees half of it.

#include "file/tree_mount.h"

#include "base/errno.h"
#include "file/open_file.h"
#include "memory/heap.h"

#define MODE_BITS 0777

// --- open and status ---

// Checks whether the node at a place may be opened. Creates the node if O_CREAT
// asks for it.
static int open_place(struct place *place, int flags, uint32_t mode)
{
    if (place->node == NULL) {
        return flags & O_CREAT ? tree_add(place, S_IFREG | (mode & MODE_BITS))
                               : -ENOENT;
    }
    if ((flags & O_CREAT) && (flags & O_EXCL)) {
        return -EEXIST;
    }
    if (!node_is_directory(place->node)) {
        return flags & O_DIRECTORY ? -ENOTDIR : 0;
    }
    bool writes = (flags & O_ACCMODE) != O_RDONLY;
    return writes || flags & (O_CREAT | O_TRUNC) ? -EISDIR : 0;
}

static int open(const char *path, int flags, uint32_t mode,
                struct object **opened)
{
    struct place place;
    struct open_file *file = open_file_new(flags & O_APPEND);
    if (file == NULL) {
        return -ENOMEM;
    }
    spin_lock(&tree_lock);
    int result = tree_walk(path, &place);
    if (result == 0) {
        result = open_place(&place, flags, mode);
    }
    if (result == 0) {
        file->node = place.node;
        place.node->nopen++;
        list_push_back(&place.node->readers, &file->reader.node);
    }
    spin_unlock(&tree_lock);
    if (result != 0) {
        kfree(file);
        return result;
    }
    if (flags & O_TRUNC) {
        open_file_truncate(file, 0);
    }
    *opened = &file->object;
    return 0;
}

static int status(const char *path, struct stat *status)
{
    struct place place;
    spin_lock(&tree_lock);
    int result = tree_walk(path, &place);
    if (result == 0 && place.node == NULL) {
        result = -ENOENT;
    }
    if (result == 0) {
        node_status(place.node, status);
    }
    spin_unlock(&tree_lock);
    return result;
}

// --- names ---

static int mkdir(const char *path, uint32_t mode)
{
    struct place place;
    spin_lock(&tree_lock);
    int result = tree_walk(path, &place);
    if (result == 0) {
        result = place.node != NULL
                     ? -EEXIST
                     : tree_add(&place, S_IFDIR | (mode & MODE_BITS));
    }
    spin_unlock(&tree_lock);
    return result;
}

// May this node be removed, or replaced, as a directory or as a file?
static int check_removal(const struct node *node, bool is_directory)
{
    if (node == NULL) {
        return -ENOENT;
    }
    if (node_is_directory(node) != is_directory) {
        return is_directory ? -ENOTDIR : -EISDIR;
    }
    return is_directory && !list_is_empty(&node->children) ? -ENOTEMPTY : 0;
}

static int remove(const char *path, bool is_directory)
{
    struct place place;
    struct node *unneeded = NULL;
    spin_lock(&tree_lock);
    int result = tree_walk(path, &place);
    if (result == 0) {
        result = check_removal(place.node, is_directory);
    }
    if (result == 0) {
        unneeded = tree_remove(place.node);
    }
    spin_unlock(&tree_lock);
    node_free(unneeded);
    return result;
}

static int check_rename(const struct place *from, const struct place *to)
{
    if (from->node == NULL) {
        return -ENOENT;
    }
    if (tree_is_within(to->directory, from->node)) {
        return -EINVAL; // into itself
    }
    if (to->node == NULL || to->node == from->node) {
        return 0;
    }
    if (tree_is_within(from->directory, to->node)) {
        return -ENOTEMPTY;
    }
    return check_removal(to->node, node_is_directory(from->node));
}

// Replaces the node at the new place, if there is one. What can fail is done
// before the old one is removed.
static int rename_place(const struct place *from, const struct place *to,
                        struct node **unneeded)
{
    int result = check_rename(from, to);
    if (result == 0 && from->node != to->node) {
        result = tree_move(from->node, to);
        if (result == 0 && to->node != NULL) {
            *unneeded = tree_remove(to->node);
        }
    }
    return result;
}

static int rename(const char *from_path, const char *to_path)
{
    struct place from, to;
    struct node *unneeded = NULL;
    spin_lock(&tree_lock);
    int result = tree_walk(from_path, &from);
    if (result == 0) {
        result = tree_walk(to_path, &to);
    }
    if (result == 0) {
        result = rename_place(&from, &to, &unneeded);
    }
    spin_unlock(&tree_lock);
    node_free(unneeded);
    return result;
}

static int chmod(const char *path, uint32_t mode)
{
    struct place place;
    spin_lock(&tree_lock);
    int result = tree_walk(path, &place);
    if (result == 0 && place.node == NULL) {
        result = -ENOENT;
    }
    if (result == 0) {
        place.node->mode = (place.node->mode & S_IFMT) | (mode & MODE_BITS);
    }
    spin_unlock(&tree_lock);
    return result;
}

static const struct mount_operations operations = {.open = open,
                                                   .status = status,
                                                   .mkdir = mkdir,
                                                   .remove = remove,
                                                   .rename = rename,
                                                   .chmod = chmod};

struct mount tree_mount = {.path = "/", .operations = &operations};
