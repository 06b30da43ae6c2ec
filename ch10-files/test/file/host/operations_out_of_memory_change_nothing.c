// SPDX-License-Identifier: MIT
// For each operation that allocates, and for each n, the n-th allocation fails:
// the operation returns the error and changes nothing. With memory it succeeds.
//
// With: file/path.c file/archive.c file/contents.c file/tree.c file/open_file.c
// With: file/tree_mount.c file/mount.c file/unpack.c object/object.c
// With: base/string.c
// Flags: -std=c11 -include test/file/host/no_machine.h
// Breaks: file/tree.c: kfree(name); =>
// Breaks: file/tree_mount.c: if (result == 0 && to->node != NULL) {
//     => if (to->node != NULL) {
// Breaks: file/tree.c: place->length > node->length && => false &&
// Breaks: file/open_file.c: next == length || thread_current()->is_killed;
//     => next == length;
// Breaks: file/contents.c: return written > 0 ? written : -ENOSPC;
//     => return written;

#include "file/open_file.h"
#include "test/file/host/host_files.h"
#include "test/file/host/tar.h"

static struct object *file;
static uint8_t bytes[3 * PAGE_SIZE];
static struct tar tar;

// --- the operations: each returns 0, how many bytes, or an errno ---

static int64_t open_old(void)
{
    struct object *opened;
    int result = open_path("/old", O_RDWR, &opened);
    if (result == 0) {
        object_release(opened);
    }
    return result;
}

static int64_t open_new(void)
{
    struct object *opened;
    int result = open_path("/new", O_RDWR | O_CREAT, &opened);
    if (result == 0) {
        object_release(opened);
    }
    return result;
}

static int64_t make_directory(void)
{
    struct path path = path_of("/directory");
    return mount_mkdir(&path, 0755);
}

static int64_t rename_old(void)
{
    struct path from = path_of("/old"), to = path_of("/renamed");
    return mount_rename(&from, &to);
}

static int64_t replace(void)
{
    struct path from = path_of("/renamed"), to = path_of("/new");
    return mount_rename(&from, &to);
}

static int64_t write_page(void)
{
    return write_at(file, bytes, 1, 0);
}

static int64_t write_far(void)
{
    return write_at(file, bytes, 1, 40 * PAGE_SIZE);
}

static int64_t write_many(void)
{
    return write_at(file, bytes, sizeof(bytes), 10 * PAGE_SIZE - 7);
}

static int64_t load(void)
{
    struct image image;
    int result = open_file_load(file, &image);
    kfree(image.copy);
    return result;
}

// --- before and after ---

struct state {
    size_t nblocks, nframes;
    int64_t size;
    bool has_old, has_new, has_directory, has_renamed;
};

static bool exists(const char *text)
{
    struct path path = path_of(text);
    struct stat status;
    return mount_status(&path, &status) == 0;
}

static struct state state(void)
{
    struct stat status;
    file->operations->status(file, &status);
    return (struct state){
        nblocks_used,   nframes_used,         status.st_size,    exists("/old"),
        exists("/new"), exists("/directory"), exists("/renamed")};
}

static bool is_same(struct state left, struct state right)
{
    return left.nblocks == right.nblocks && left.nframes == right.nframes &&
           left.size == right.size && left.has_old == right.has_old &&
           left.has_new == right.has_new &&
           left.has_directory == right.has_directory &&
           left.has_renamed == right.has_renamed;
}

// Returns how many allocations the operation needs. A write may write a part,
// and returns how much.
static size_t try_each(const char *name, int64_t (*operation)(void),
                       int64_t wanted)
{
    for (size_t n = 0;; n++) {
        struct state before = state();
        allocations_left = n;
        int64_t result = operation();
        allocations_left = SIZE_MAX;
        if (result == wanted) {
            return n;
        }
        if (result <= 0 && result != -ENOMEM && result != -ENOSPC) {
            fail(name);
        }
        // The list of a file's frames may have become longer for nothing.
        struct state after = state();
        after.nblocks = before.nblocks;
        if (result < 0 && !is_same(before, after)) {
            fail(name);
        }
    }
}

static void require(bool holds, const char *what)
{
    if (!holds) {
        fail(what);
    }
}

static int rename_new(const char *name)
{
    struct path from = path_of("/new"), to = path_of(name);
    return mount_rename(&from, &to);
}

// A longer name needs memory, and the last frames are not for files.
static void rename_in_reserve(void)
{
    struct path short_name = path_of("/ab"), new_name = path_of("/new");
    size_t before = nframes_free;
    nframes_free = 1;
    require(rename_new("/longer") == -ENOSPC && exists("/new"), "longer name");
    require(rename_new("/ab") == 0 && exists("/ab"), "shorter name");
    nframes_free = before;
    require(mount_rename(&short_name, &new_name) == 0, "name from before");
}

// A thread that is killed does not finish a long truncate.
static void truncate_when_killed(void)
{
    struct stat status;
    host_thread.is_killed = true;
    require(file->operations->truncate(file, 0) == 0, "truncate");
    host_thread.is_killed = false;
    file->operations->status(file, &status);
    require(status.st_size > 0, "the rest is left");
}

int main(void)
{
    mount_add(&tree_mount);
    tar_add(&tar, "old", '0', bytes, 100);
    tar_end(&tar);
    unpack(tar.bytes, tar.nbytes);
    require(open_path("/written", O_RDWR | O_CREAT, &file) == 0, "no file");
    size_t nblocks = nblocks_used;
    require(try_each("open", open_old, 0) == 1, "open allocates");
    require(nblocks_used == nblocks, "open leaves a block");
    try_each("create", open_new, 0);
    try_each("mkdir", make_directory, 0);
    try_each("rename", rename_old, 0);
    try_each("replace", replace, 0);
    require(exists("/new") && !exists("/old") && !exists("/renamed"), "names");
    rename_in_reserve();
    try_each("write", write_page, 1);
    try_each("write far", write_far, 1);
    try_each("write many", write_many, sizeof(bytes));
    try_each("load", load, 0);
    struct stat status;
    file->operations->status(file, &status);
    require(status.st_size == 40 * PAGE_SIZE + 1, "size");
    truncate_when_killed();
    object_release(file);
    struct path paths[] = {path_of("/new"), path_of("/written")};
    require(mount_unlink(&paths[0]) == 0 && mount_unlink(&paths[1]) == 0, "");
    struct path directory = path_of("/directory");
    require(mount_rmdir(&directory) == 0, "rmdir");
    require(nblocks_used == 0 && nframes_used == 0, "something is left");
    return 0;
}
