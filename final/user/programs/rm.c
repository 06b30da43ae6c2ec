// SPDX-License-Identifier: MIT
// user/programs/rm.c - removes files, and with -r directories.
//
//     rm [-rf] FILE...
//
// -f: what is not there is no error. -R is -r.

#include <errno.h>
#include <ftw.h>
#include <unistd.h>

#include "user/lib/utility.h"

static int status;
static bool is_forced;

static void note(const char *path, int error)
{
    if (error != 0 && !(is_forced && error == -ENOENT)) {
        status |= complain("rm", path, -error);
    }
}

static int remove_visited(const char *path, const struct stat *info, int type,
                          struct FTW *place)
{
    (void)info;
    (void)place;
    switch (type) {
    case FTW_F: note(path, unlink(path)); break;
    case FTW_DP: note(path, rmdir(path)); break;
    default: note(path, -errno); break;
    }
    return 0;
}

int main(int argc, char *argv[])
{
    bool is_recursive = false, is_wrong = false;
    for (int option; (option = getopt(argc, argv, "rRf")) != -1;) {
        is_recursive |= option == 'r' || option == 'R';
        is_forced |= option == 'f';
        is_wrong |= option == '?';
    }
    if (is_wrong || (optind == argc && !is_forced)) {
        return usage("rm [-rf] FILE...");
    }
    for (int i = optind; i < argc; i++) {
        if (!is_recursive) {
            note(argv[i], unlink(argv[i]));
        } else if (nftw(argv[i], remove_visited, 1, FTW_DEPTH) != 0) {
            note(argv[i], -errno);
        }
    }
    return status;
}
