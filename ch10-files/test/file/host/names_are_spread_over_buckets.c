// SPDX-License-Identifier: MIT
// 10,000 files in one directory, and as many in 100 directories: the buckets of
// the hash table stay short, so that a name is found at once. Reading the large
// directory to its end visits each child a few times at most. The entry at any
// offset is found, in however many steps, also if the file that the reader has
// come to was removed.
//
// With: file/path.c file/archive.c file/contents.c file/open_file.c
// With: file/tree_mount.c file/mount.c object/object.c base/string.c
// Flags: -std=c11 -include test/file/host/no_machine.h
// Breaks: file/tree.c: hash = (hash ^ (uint8_t)name[i]) * 16777619;
//     => hash = hash + (uint8_t)name[i];
// Breaks: file/tree.c: 2166136261 ^ (uint32_t)directory->number;
//     => 2166136261 + (uint32_t)(directory->number != 0);
// Breaks: file/tree.c: leave(node); =>
// Breaks: file/tree.c: reader->child = child; =>
// Breaks: file/tree.c: child = child_of(before); => is_found = true;

#include "base/list.h"

static unsigned long nvisited; // members of any list

#undef LIST_ENTRY
#define LIST_ENTRY(node, type, field) \
    (nvisited++, (type *)list_entry_at((node), offsetof(type, field)))

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

static uint64_t numbers[NFILES + 1];
static int64_t offsets[NFILES + 1]; // of the entries with these numbers

static bool read_entry(struct object *directory, int64_t *offset,
                       uint64_t *number)
{
    union {
        struct dirent64 entry;
        char bytes[sizeof(struct dirent64) + NAME_MAX + 1];
    } buffer;
    directory->operations->seek(directory, *offset, SEEK_SET);
    bool has_entry = directory->operations->entry(directory, &buffer.entry) > 0;
    *offset = has_entry ? buffer.entry.d_off : 0;
    *number = has_entry ? buffer.entry.d_ino : 0;
    return has_entry;
}

static void read_directory(struct object *directory)
{
    int count = 0;
    int64_t offset = 0;
    while (offsets[count] = offset,
           read_entry(directory, &offset, &numbers[count])) {
        count++;
    }
    if (count != NFILES) {
        fail("entries are missing");
    }
}

static void read_anywhere(struct object *directory)
{
    for (int i = 0; i < 2000; i++) {
        int index = rand() % (NFILES + 1);
        int64_t offset = offsets[index];
        uint64_t number;
        read_entry(directory, &offset, &number);
        if (number != numbers[index]) {
            fail("another entry was found");
        }
    }
}

// Removes the file that a reader has come to.
static void read_and_remove(struct object *directory)
{
    char text[40];
    for (int index = NFILES - 1; index > 0; index -= 999) {
        int64_t offset = offsets[index];
        uint64_t number;
        read_entry(directory, &offset, &number);
        snprintf(text, sizeof(text), "/large/file%d", index);
        struct path path = path_of(text);
        if (mount_unlink(&path) != 0) {
            fail(text);
        }
        offset = offsets[index];
        read_entry(directory, &offset, &number);
        if (number != numbers[index + 1]) {
            fail("not the next entry was found");
        }
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
    struct object *directory;
    if (open_path("/large", O_RDONLY, &directory) != 0) {
        fail("/large");
    }
    nvisited = 0;
    read_directory(directory);
    unsigned long nvisits = nvisited;
    read_anywhere(directory);
    read_and_remove(directory);
    object_release(directory);
    printf("longest buckets: %zu, %zu; visited: %lu\n", one, many, nvisits);
    return one <= 15 && many <= 20 && nvisits <= 6 * NFILES ? 0 : 1;
}
