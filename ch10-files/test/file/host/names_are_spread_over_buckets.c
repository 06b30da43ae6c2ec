// SPDX-License-Identifier: MIT
// 10,000 files in one directory, and as many in 100 directories: the buckets of
// the hash table stay short, so that a name is found at once. Reading the large
// directory to its end looks at each child a few times at most.
//
// With: file/path.c file/archive.c file/contents.c file/open_file.c
// With: file/tree_mount.c file/mount.c object/object.c base/string.c
// Flags: -std=c11 -include test/file/host/no_machine.h
// Breaks: file/tree.c: hash = (hash ^ (uint8_t)name[i]) * 16777619;
//     => hash = hash + (uint8_t)name[i];
// Breaks: file/tree.c: 2166136261 ^ (uint32_t)directory->number;
//     => 2166136261 + (uint32_t)(directory->number != 0);
// Breaks: file/tree.c: if (child == NULL || !is_first_at(child, position)) {
//     => if (true) {

#include "base/list.h"

static unsigned long nvisited; // children, in any list

#undef LIST_FOR_EACH
#define LIST_FOR_EACH(node, list)                                           \
    for (struct list_node *node = (list)->head.next; node != &(list)->head; \
         node = node->next, nvisited++)

#include "file/tree.c"
#include "test/file/host/host_files.h"

#define NFILES 10000

static void create(const char *path)
{
    struct object *file;
    if (open_path(path, O_WRONLY | O_CREAT | O_EXCL, &file) != 0) {
        fail(path);
    }
    object_release(file);
}

static void make_directory(const char *name)
{
    struct path path = path_of(name);
    if (mount_mkdir(&path, 0755) != 0) {
        fail(name);
    }
}

static size_t longest_bucket(void)
{
    size_t longest = 0;
    for (size_t i = 0; i < NBUCKETS; i++) {
        size_t length = 0;
        for (struct node *node = buckets[i]; node != NULL; node = node->next) {
            length++;
        }
        longest = max(longest, length);
    }
    return longest;
}

static void read_directory(const char *path)
{
    struct object *directory;
    struct dirent64 *entry = calloc(1, 300);
    unsigned count = 0;
    if (open_path(path, O_RDONLY, &directory) != 0) {
        fail(path);
    }
    while (directory->operations->entry(directory, entry) > 0) {
        directory->operations->seek(directory, entry->d_off, SEEK_SET);
        count++;
    }
    object_release(directory);
    free(entry);
    if (count != NFILES) {
        fail("entries are missing");
    }
}

int main(void)
{
    char path[40];
    mount_add(&tree_mount);
    make_directory("/large");
    for (int i = 0; i < NFILES; i++) {
        snprintf(path, sizeof(path), "/large/file%d", i);
        create(path);
    }
    size_t one = longest_bucket();
    for (int i = 0; i < NFILES; i++) {
        if (i % 100 == 0) {
            snprintf(path, sizeof(path), "/d%d", i / 100);
            make_directory(path);
        }
        snprintf(path, sizeof(path), "/d%d/%d", i / 100, i % 100);
        create(path);
    }
    size_t many = longest_bucket();
    nvisited = 0;
    read_directory("/large");
    printf("longest buckets: %zu, %zu; visited: %lu\n", one, many, nvisited);
    return one <= 15 && many <= 20 && nvisited <= 2 * NFILES ? 0 : 1;
}
