// SPDX-License-Identifier: MIT
// user/programs/cp.c - copies files, and with -r directories.
//
//     cp [-r] SOURCE... TARGET
//
// If TARGET is a directory, the copies go into it.

#include <errno.h>
#include <ftw.h>
#include <string.h>
#include <unistd.h>

#include "user/lib/copy_file.h"
#include "user/lib/filename.h"
#include "user/lib/utility.h"

static int status;

// The directories between which copy_visited() copies.
static const char *top_source, *top_target;

static int copy_visited(const char *path, const struct stat *info, int type,
                        struct FTW *place)
{
    (void)place;
    char target[PATH_MAX];
    const char *rest = path + strlen(top_source);
    int error = filename_join(target, top_target, rest + (*rest == '/'));
    if (*rest == '\0') {
        error = filename_join(target, "", top_target);
    }
    if (type == FTW_F && error == 0) {
        status |= copy_file("cp", path, target);
        return 0;
    }
    if (type == FTW_D && error == 0) {
        error = mkdir(target, (int)(info->st_mode & 0777));
        error = error == -EEXIST ? 0 : error;
    } else if (error == 0) {
        error = -errno;
    }
    if (error != 0) {
        status |= complain("cp", type == FTW_D ? target : path, -error);
    }
    return 0;
}

static int copy_tree(const char *source, const char *target)
{
    // A copy inside of the source would be copied, too, and so on.
    size_t length = strlen(source);
    if (strncmp(source, target, length) == 0 &&
        (target[length] == '/' || target[length] == '\0')) {
        fprintf(stderr, "cp: %s: cannot be copied into itself\n", source);
        return 1;
    }
    top_source = source;
    top_target = target;
    status = 0;
    if (nftw(source, copy_visited, 1, 0) != 0) {
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
    for (int option; (option = getopt(argc, argv, "r")) != -1;) {
        is_recursive |= option == 'r';
        is_wrong |= option == '?';
    }
    if (is_wrong || argc - optind < 2) {
        return usage("cp [-r] SOURCE... TARGET");
    }
    return for_each_target("cp", argc - optind, argv + optind,
                           is_recursive ? copy_tree : copy);
}
