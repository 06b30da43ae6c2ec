// SPDX-License-Identifier: MIT
// file/open_file.h - a file or directory of the tree that programs have open.
//
// Each open() makes an object with an offset of its own. Descriptors that were
// made of one by dup3() or inherited share the object, and so the offset.

#pragma once

#include "file/tree.h"
#include "object/object.h"

struct open_file {
    struct object object;
    struct node *node;    // [i] its nopen counts this object
    struct reader reader; // [tree_lock] of a directory
    int64_t offset;       // [tree_lock] of a directory: a child's position
    bool appends;         // [i] each write goes to the end
};

// Makes an object of a file whose node is set later. Returns NULL if there is
// no memory for it.
MUST_USE struct open_file *open_file_new(bool appends);

// Makes the file longer or shorter; the length is at most FILE_SIZE_MAX.
void open_file_truncate(struct open_file *file, uint64_t length);

// Describes a node. The caller holds tree_lock.
void node_status(const struct node *node, struct stat *status);

// All bytes of an open file, in memory as one piece.
struct image {
    const void *start;
    size_t nbytes;
    void *copy; // the caller kfree()s it; NULL: the bytes lie in the archive
};

// A file that was written is copied, if it is at most so large.
#define IMAGE_COPY_MAX (UINT64_C(1) << 20) // bytes

// Returns 0; -EACCES if the object is no file that can be executed; -ENOEXEC if
// it would have to be copied and is too large; -ENOMEM.
MUST_USE int open_file_load(struct object *object, struct image *image);
