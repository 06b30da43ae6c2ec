// SPDX-License-Identifier: MIT
// file/tree.h - the files and directories in memory, and their names.
//
// A node is a file or a directory. It is found by its directory and its name in
// one hash table for all nodes, so a directory can be large. Each directory
// also has a list of its nodes, in the order in which they came, for reading.

#pragma once

#include "abi/file.h"
#include "base/list.h"
#include "cpu/spinlock.h"
#include "file/contents.h"

struct node {                 // i: immutable   t: guarded by tree_lock
    uint64_t number;          // [i] st_ino
    uint32_t mode;            // S_IF... [i] and permissions [t for changes]
    unsigned nopen;           // [t] open files; a node with any is not freed
    struct node *directory;   // [t] NULL for the root
    struct node *next;        // [t] in the bucket of the hash table
    char *name;               // [t] kmalloc'ed; NULL: removed
    size_t length;            // [t] of the name
    uint32_t hash;            // [t] of directory and name
    struct list_node sibling; // [t] in directory->children
    uint64_t position;        // [t] there: higher than all before it
    struct list children;     // [t] of a directory
    struct list readers;      // [t] of a directory: of its open files
    struct contents contents; // [t] of a regular file
};

extern struct spinlock tree_lock;

// How far the reads of one open directory have come.
struct reader {
    struct list_node node; // [t] in directory->readers
    struct node *child;    // [t] where the last search ended, or NULL
};

// What a path leads to. A path whose last name does not exist leads to a place
// that is free.
struct place {
    struct node *directory; // NULL for the root
    const char *name;       // the last name of the path, without a zero byte
    size_t length;
    uint32_t hash;
    struct node *node; // NULL: free
};

static inline bool node_is_directory(const struct node *node)
{
    return S_ISDIR(node->mode);
}

// Can a program be started from it?
static inline bool node_can_execute(const struct node *node)
{
    return S_ISREG(node->mode) && node->mode & (S_IXUSR | S_IXGRP | S_IXOTH);
}

// Is there neither a name nor an open file by which it could be used?
static inline bool node_is_unused(const struct node *node)
{
    return node->name == NULL && node->nopen == 0;
}

// For all functions below the caller holds tree_lock, but for node_free().

// Walks from the root. The path has names with a slash between them; "" is the
// root. Returns 0, -ENOENT or -ENOTDIR.
MUST_USE int tree_walk(const char *path, struct place *place);

// Makes a node at a free place, and stores it there. Returns 0 or -ENOSPC.
MUST_USE int tree_add(struct place *place, uint32_t mode);

// Removes the node's name. Returns the node if the caller has to free it, NULL
// if the last close will.
MUST_USE struct node *tree_remove(struct node *node);

// Moves a node to a free place. Returns 0 or -ENOSPC.
MUST_USE int tree_move(struct node *node, const struct place *place);

// Is `node` the directory, or one of those around it?
bool tree_is_within(const struct node *node, const struct node *directory);

// Looks for the first child at the position or behind it, from where the reader
// has come to. Returns true, and reader->child is the child, or NULL if there
// is none. Returns false after some hundred children: the caller releases the
// lock, so that interrupts can come, and calls again.
MUST_USE bool tree_find_child(struct node *directory, struct reader *reader,
                              uint64_t position);

// Frees a node that was removed and is not open. NULL: does nothing. Call it
// without the lock, since there may be many frames.
void node_free(struct node *node);
