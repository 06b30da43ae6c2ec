// SPDX-License-Identifier: MIT
// test/empty_heap.h - frees what the heap has from the start: the first files.

#pragma once

#include "file/tree.h"
#include "lib/panic.h"

static inline void remove_files_below(struct node *directory)
{
    while (!list_is_empty(&directory->children)) {
        struct node *child =
            LIST_ENTRY(directory->children.head.next, struct node, sibling);
        remove_files_below(child);
        node_free(tree_remove(child));
    }
}

// For a test that calls heap_poison(), and then ends in a panic: the kernel has
// no file afterwards.
static inline void empty_heap(void)
{
    struct place root;
    spin_lock(&tree_lock);
    KASSERT(tree_walk("", &root) == 0);
    remove_files_below(root.node);
    spin_unlock(&tree_lock);
}
