// SPDX-License-Identifier: MIT
// file/unpack.c - the archive's files become the first files of the tree.
//
// Their bytes stay in the archive: see file/contents.h.

#include "file/unpack.h"

#include "base/kprintf.h"
#include "file/archive.h"
#include "file/path.h"
#include "file/tree.h"

// Makes a file or directory. Returns NULL, or why it is left out.
static const char *add(const struct archive_entry *entry)
{
    struct path path;
    struct place place;
    if (path_clean(&path, "/", entry->name) != 0) {
        return "its name is too long";
    }
    if (tree_walk(&path.text[1], &place) != 0) {
        return "it lies in no directory";
    }
    if (place.node != NULL) {
        bool is_same = entry->is_directory && node_is_directory(place.node);
        return is_same ? NULL : "its name is there already";
    }
    if (!entry->is_directory && path.end != PATH_END_NAME) {
        return "its name ends as a directory's";
    }
    uint32_t type = entry->is_directory ? S_IFDIR : S_IFREG;
    if (tree_add(&place, type | entry->mode) != 0) {
        return "there is no memory for it";
    }
    if (!entry->is_directory) {
        place.node->contents = (struct contents){.size = entry->nbytes,
                                                 .archived = entry->content,
                                                 .narchived = entry->nbytes};
    }
    return NULL;
}

void unpack(const void *archive, size_t nbytes)
{
    struct archive_entry entry;
    const char *wrong;
    size_t cursor = 0;
    while (archive_next(archive, nbytes, &cursor, &entry, &wrong)) {
        if (wrong == NULL) {
            spin_lock(&tree_lock);
            wrong = add(&entry);
            spin_unlock(&tree_lock);
        }
        if (wrong != NULL) {
            log_warn("the archive's file %s is left out: %s", entry.name,
                     wrong);
        }
    }
    if (wrong != NULL) {
        log_warn("the archive is damaged at byte %zu: %s", cursor, wrong);
    }
}
