// SPDX-License-Identifier: MIT
// Each call about files returns the right value for each kind of argument:
// test/syscall/program/all_file_calls.c checks them. It leaks nothing.
//
// Breaks: syscall/file_calls.c: (flags & O_ACCMODE) != O_ACCMODE && => true &&
// Breaks: syscall/open_file_calls.c: length >= 0 && can_write &&
//     => length >= 0 &&
// Breaks: object/descriptor.c: if (number == DESCRIPTORS_MAX) { => if (0) {
// Breaks: file/open_file.c: move_back(offset, before, after); =>
// Breaks: file/open_file.c: image->nbytes > IMAGE_COPY_MAX => false
// Breaks: file/mount.c: case PATH_END_DOT: return -EINVAL; =>
// Breaks: file/mount.c: if (path->end > PATH_END_SLASH) { => if (0) {
// Breaks: file/devices.c: min(uio->nleft, INT64_MAX) => uio->nleft
// Breaks: file/tree_mount.c: (place.node->mode & S_IFMT) | (mode & MODE_BITS);
//     => S_IFREG | (mode & MODE_BITS);
// Breaks: file/tree.h: (S_IXUSR | S_IXGRP | S_IXOTH); => S_IXUSR;
// Breaks: process/inherit.c: memcpy(process->directory, directory, => (void)(
// Breaks: process/loader.c: kfree(image.copy); =>

#include "test/programs.h"
#include "test/runner.h"

TEST(file_calls_return_exact_values)
{
    EXPECT_EQUAL(run("true"), 0); // fills the caches, and makes page tables
    size_t blocks = count_blocks(), frames = count_frames();
    EXPECT_EQUAL(run("all_file_calls"), 0);
    EXPECT_EQUAL(count_frames(), frames);
    EXPECT_EQUAL(count_blocks(), blocks);
}
