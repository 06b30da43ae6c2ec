// SPDX-License-Identifier: MIT
// user/programs/cp.c - copies files, and with -r directories.
//
//     cp [-r] SOURCE... TARGET
//
// If TARGET is a directory, the copies go into it. -R is -r.

#include <errno.h>
#include <ftw.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "user/lib/copy_file.h"
#include "user/lib/filename.h"
#include "user/lib/utility.h"

static int status;

// The directories between which copy_visited() copies.
static const char *top_source, *top_target;

// Returns a status. A directory that is there already is no error.
static int make_directory(const char *path, const struct stat *like)
{
    struct stat info;
    int error = mkdir(path, (int)(like->st_mode & 0777));
    if (error == -EEXIST && stat(path, &info) == 0) {
        error = S_ISDIR(info.st_mode) ? 0 : -ENOTDIR;
    }
    return error != 0 ? complain("cp", path, -error) : 0;
}

static int copy_visited(const char *path, const struct stat *info, int type,
                        struct FTW *place)
{
    (void)place;
    char target[PATH_MAX];
    const char *rest = path + strlen(top_source);
    int error = *rest == '\0'
                    ? filename_join(target, "", top_target)
                    : filename_join(target, top_target, rest + (*rest == '/'));
    if (error != 0 || type == FTW_DNR || type == FTW_NS) {
        status |= complain("cp", path, error != 0 ? -error : errno);
        return 0;
    }
    if (type == FTW_D) {
        int failed = make_directory(target, info);
        status |= failed;
        return failed; // then the walk ends
    }
    if (!S_ISREG(info->st_mode)) { // reading a device may never end
        fprintf(stderr, "cp: %s: is a device, and not copied\n", path);
        status = 1;
        return 0;
    }
    status |= copy_file("cp", path, target);
    return 0;
}

static bool is_same(const struct stat *left, const struct stat *right)
{
    return left->st_dev == right->st_dev && left->st_ino == right->st_ino;
}

// Is it the directory `top`, or anywhere below? Walks up to the root, which is
// its own parent.
static bool is_inside(const char *directory, const struct stat *top)
{
    char path[PATH_MAX];
    struct stat info, below = {0};
    int error = filename_join(path, "", directory);
    while (error == 0 && stat(path, &info) == 0 && !is_same(&info, &below)) {
        if (is_same(&info, top)) {
            return true;
        }
        below = info;
        error = filename_join(path, path, "..");
    }
    return false;
}

// A directory is not copied into itself: the copy would be copied, and so on.
static bool contains(const char *source, const char *target)
{
    struct stat top;
    char parent[PATH_MAX];
    if (stat(source, &top) != 0 || filename_join(parent, "", target) != 0) {
        return false;
    }
    parent[filename_last(parent) - parent] = '\0';
    return S_ISDIR(top.st_mode) &&
           (is_inside(target, &top) ||
            is_inside(parent[0] != '\0' ? parent : ".", &top));
}

static int copy_tree(const char *source, const char *target)
{
    if (contains(source, target)) {
        fprintf(stderr, "cp: %s: cannot be copied into itself\n", source);
        return 1;
    }
    top_source = source;
    top_target = target;
    status = 0;
    if (nftw(source, copy_visited, 1, 0) < 0) {
        return complain("cp", source, errno);
    }
    return status;
}

static int copy(const char *source, const char *target)
{
    return copy_file("cp", source, target);
}

int main(int argc, char *argv[])
{
    bool is_recursive = false, is_wrong = false;
    for (int option; (option = getopt(argc, argv, "rR")) != -1;) {
        is_recursive |= option == 'r' || option == 'R';
        is_wrong |= option == '?';
    }
    if (is_wrong || argc - optind < 2) {
        return usage("cp [-r] SOURCE... TARGET");
    }
    return for_each_target("cp", argc - optind, argv + optind,
                           is_recursive ? copy_tree : copy);
}
