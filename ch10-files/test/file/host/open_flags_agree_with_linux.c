// SPDX-License-Identifier: MIT
// open() with all flags that change what it does, on eight paths, beside a
// table that was recorded on Linux 6.18 in a tmpfs. There O_APPEND changes none
// of the answers.
//
// With: file/path.c file/archive.c file/contents.c file/tree.c file/open_file.c
// With: file/tree_mount.c file/mount.c object/object.c base/string.c
// Flags: -std=c11 -include test/file/host/no_machine.h
// Breaks: file/tree_mount.c: return flags & O_DIRECTORY ? -ENOTDIR : 0;
//     => return 0;
// Breaks: file/tree_mount.c: return writes || flags & (O_CREAT | O_TRUNC)
//     => return writes
// Breaks: file/mount.c: flags |= O_DIRECTORY; =>

#include "test/file/host/host_files.h"

// Before each call there are a file of 3 bytes and a directory.
static const char *const paths[] = {"/file",   "/directory",  "/none",
                                    "/file/",  "/directory/", "/none/",
                                    "/none/x", "/file/x"};

// For each path: . it is opened   t and made empty   c created
// E -EEXIST   D -EISDIR   N -ENOENT   T -ENOTDIR
static const struct {
    int flags;
    const char *answers;
} linux_table[] = {
    {O_RDONLY, "..NT.NNT"},
    {O_RDONLY | O_CREAT, ".DcDDDNT"},
    {O_RDONLY | O_EXCL, "..NT.NNT"},
    {O_RDONLY | O_CREAT | O_EXCL, "EEcDDDNT"},
    {O_RDONLY | O_TRUNC, "tDNTDNNT"},
    {O_RDONLY | O_CREAT | O_TRUNC, "tDcDDDNT"},
    {O_RDONLY | O_EXCL | O_TRUNC, "tDNTDNNT"},
    {O_RDONLY | O_CREAT | O_EXCL | O_TRUNC, "EEcDDDNT"},
    {O_RDONLY | O_DIRECTORY, "T.NT.NNT"},
    {O_RDONLY | O_EXCL | O_DIRECTORY, "T.NT.NNT"},
    {O_RDONLY | O_TRUNC | O_DIRECTORY, "TDNTDNNT"},
    {O_RDONLY | O_EXCL | O_TRUNC | O_DIRECTORY, "TDNTDNNT"},
    {O_WRONLY, ".DNTDNNT"},
    {O_WRONLY | O_CREAT, ".DcDDDNT"},
    {O_WRONLY | O_EXCL, ".DNTDNNT"},
    {O_WRONLY | O_CREAT | O_EXCL, "EEcDDDNT"},
    {O_WRONLY | O_TRUNC, "tDNTDNNT"},
    {O_WRONLY | O_CREAT | O_TRUNC, "tDcDDDNT"},
    {O_WRONLY | O_EXCL | O_TRUNC, "tDNTDNNT"},
    {O_WRONLY | O_CREAT | O_EXCL | O_TRUNC, "EEcDDDNT"},
    {O_WRONLY | O_DIRECTORY, "TDNTDNNT"},
    {O_WRONLY | O_EXCL | O_DIRECTORY, "TDNTDNNT"},
    {O_WRONLY | O_TRUNC | O_DIRECTORY, "TDNTDNNT"},
    {O_WRONLY | O_EXCL | O_TRUNC | O_DIRECTORY, "TDNTDNNT"},
    {O_RDWR, ".DNTDNNT"},
    {O_RDWR | O_CREAT, ".DcDDDNT"},
    {O_RDWR | O_EXCL, ".DNTDNNT"},
    {O_RDWR | O_CREAT | O_EXCL, "EEcDDDNT"},
    {O_RDWR | O_TRUNC, "tDNTDNNT"},
    {O_RDWR | O_CREAT | O_TRUNC, "tDcDDDNT"},
    {O_RDWR | O_EXCL | O_TRUNC, "tDNTDNNT"},
    {O_RDWR | O_CREAT | O_EXCL | O_TRUNC, "EEcDDDNT"},
    {O_RDWR | O_DIRECTORY, "TDNTDNNT"},
    {O_RDWR | O_EXCL | O_DIRECTORY, "TDNTDNNT"},
    {O_RDWR | O_TRUNC | O_DIRECTORY, "TDNTDNNT"},
    {O_RDWR | O_EXCL | O_TRUNC | O_DIRECTORY, "TDNTDNNT"},
};

static void set_up(void)
{
    struct path directory = path_of("/directory"), none = path_of("/none");
    struct object *file;
    if (open_path("/file", O_WRONLY | O_CREAT | O_TRUNC, &file) != 0 ||
        write_at(file, "abc", 3, 0) != 3) {
        fail("no file");
    }
    object_release(file);
    (void)!mount_mkdir(&directory, 0755); // is there from the second time on
    (void)!mount_unlink(&none);
}

static bool exists(const char *text, int64_t *size)
{
    struct path path = path_of(text);
    struct stat status;
    bool is_there = mount_status(&path, &status) == 0;
    *size = is_there ? status.st_size : 0;
    return is_there;
}

static char answer(const char *path, int flags)
{
    struct object *file;
    int64_t size, unused;
    int result = open_path(path, flags, &file);
    switch (result) {
    case -EEXIST: return 'E';
    case -EISDIR: return 'D';
    case -ENOENT: return 'N';
    case -ENOTDIR: return 'T';
    }
    if (result != 0) {
        fail("open() fails with another error");
    }
    object_release(file);
    exists("/file", &size);
    return exists("/none", &unused) ? 'c' : size == 0 ? 't' : '.';
}

int main(void)
{
    mount_add(&tree_mount);
    for (size_t row = 0; row < ARRAY_LENGTH(linux_table); row++) {
        for (size_t i = 0; i < ARRAY_LENGTH(paths); i++) {
            set_up();
            char found = answer(paths[i], linux_table[row].flags);
            if (found != linux_table[row].answers[i]) {
                printf("%s with flags 0%o: %c and not %c\n", paths[i],
                       linux_table[row].flags, found,
                       linux_table[row].answers[i]);
                return 1;
            }
        }
    }
    return 0;
}
