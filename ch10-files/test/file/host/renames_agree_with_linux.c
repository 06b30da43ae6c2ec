// SPDX-License-Identifier: MIT
// rename() in 35 ways, beside a table that was recorded on Linux 6.18 in a
// tmpfs, and 3 across mounts. What is renamed stays the same file; a rename
// that fails changes nothing.
//
// With: file/path.c file/archive.c file/contents.c file/tree.c file/open_file.c
// With: file/tree_mount.c file/mount.c object/object.c base/string.c
// Flags: -std=c11 -include test/file/host/no_machine.h
// Breaks: file/tree_mount.c: if (tree_is_within(from->directory, to->node)) {
//     => if (0) {
// Breaks: file/tree_mount.c: || to->node == from->node) { => ) {
// Breaks: file/tree_mount.c: *unneeded = tree_remove(to->node); =>
// Breaks: file/mount.c: if (from_mount != find(to, &to_rest)) {
//     => find(to, &to_rest); if (0) {
// Breaks: file/mount.c: to->end == PATH_END_SLASH) { => 0) {

#include "test/file/host/host_files.h"

static const struct {
    const char *from, *to;
    int result;
} linux_table[] = {
    {"/a", "/b", 0},
    {"/a", "/c", 0},
    {"/a", "/a", 0},
    {"/a", "/full/g", 0},
    {"/a", "/empty", -EISDIR},
    {"/a", "/full", -EISDIR},
    {"/a", "/a/x", -ENOTDIR},
    {"/a", "/b/x", -ENOTDIR},
    {"/a", "/none/x", -ENOENT},
    {"/a", "/c/", -ENOTDIR},
    {"/a", "/b/", -ENOTDIR},
    {"/a/", "/c", -ENOTDIR},
    {"/empty", "/new", 0},
    {"/empty", "/new/", 0},
    {"/empty/", "/new", 0},
    {"/empty", "/full", -ENOTEMPTY},
    {"/full", "/empty", 0},
    {"/full", "/full", 0},
    {"/empty", "/a", -ENOTDIR},
    {"/empty", "/a/", -ENOTDIR},
    {"/full", "/full/sub", -EINVAL},
    {"/full", "/full/x", -EINVAL},
    {"/full", "/full/sub/deep/x", -EINVAL},
    {"/full/sub", "/full", -ENOTEMPTY},
    {"/full/f", "/full", -ENOTEMPTY},
    {"/full/sub/deep", "/empty", 0},
    {"/full/sub", "/moved", 0},
    {"/none", "/c", -ENOENT},
    {"/none", "/none2/x", -ENOENT},
    {"/none", "/b/x", -ENOTDIR},
    {"/none/x", "/c", -ENOENT},
    {"/b/x", "/c", -ENOTDIR},
    {"/.", "/c", -EBUSY},
    {"/a", "/.", -EBUSY},
    {"/full/sub/..", "/c", -EBUSY},
    // Not from Linux: /other is a mount without rename().
    {"/a", "/other/a", -EXDEV},
    {"/other/a", "/a", -EXDEV},
    {"/other/a", "/other/b", -EROFS},
};

static const struct mount_operations none;
static struct mount other = {.path = "/other", .operations = &none};

static const char *const directories[] = {"/empty", "/full", "/full/sub",
                                          "/full/sub/deep"};
static const char *const files[] = {"/a", "/b", "/full/f"};

static void set_up(void)
{
    for (size_t i = 0; i < ARRAY_LENGTH(directories); i++) {
        struct path path = path_of(directories[i]);
        if (mount_mkdir(&path, 0755) != 0) {
            fail(directories[i]);
        }
    }
    for (size_t i = 0; i < ARRAY_LENGTH(files); i++) {
        struct object *file;
        if (open_path(files[i], O_WRONLY | O_CREAT | O_EXCL, &file) != 0) {
            fail(files[i]);
        }
        object_release(file);
    }
}

// Removes all that may be there, the deepest first.
static void clean_up(void)
{
    static const char *const places[] = {"/a",
                                         "/b",
                                         "/c",
                                         "/full/f",
                                         "/full/g",
                                         "/empty/f",
                                         "/full/sub/deep",
                                         "/full/sub",
                                         "/empty/sub/deep",
                                         "/empty/sub",
                                         "/moved/deep",
                                         "/moved",
                                         "/new",
                                         "/empty",
                                         "/full"};
    for (size_t i = 0; i < ARRAY_LENGTH(places); i++) {
        struct path path = path_of(places[i]);
        (void)!mount_unlink(&path);
        (void)!mount_rmdir(&path);
    }
    if (nblocks_used != 0) {
        fail("a file is left");
    }
}

// The number of the file at a path; 0 if there is none.
static uint64_t number_of(const char *text)
{
    struct path path = path_of(text);
    struct stat status;
    path.end = PATH_END_NAME;
    bool is_other = strncmp(text, "/other", 6) == 0;
    return !is_other && mount_status(&path, &status) == 0 ? status.st_ino : 0;
}

static bool try_rename(size_t row)
{
    const char *from = linux_table[row].from, *to = linux_table[row].to;
    struct path from_path = path_of(from), to_path = path_of(to);
    set_up();
    uint64_t moved = number_of(from), there = number_of(to);
    int result = mount_rename(&from_path, &to_path);
    bool is_right = result == linux_table[row].result;
    if (result == 0) {
        bool is_same = moved == there;
        is_right &= number_of(to) == moved && (number_of(from) == 0 || is_same);
    } else {
        is_right &= number_of(from) == moved && number_of(to) == there;
    }
    clean_up();
    if (!is_right) {
        printf("rename(%s, %s): %d and not %d, or a file is elsewhere\n", from,
               to, result, linux_table[row].result);
    }
    return is_right;
}

int main(void)
{
    mount_add(&tree_mount);
    mount_add(&other);
    for (size_t row = 0; row < ARRAY_LENGTH(linux_table); row++) {
        if (!try_rename(row)) {
            return 1;
        }
    }
    return 0;
}
