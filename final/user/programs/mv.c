// SPDX-License-Identifier: MIT
// user/programs/mv.c - gives files and directories another name.
//
//     mv SOURCE... TARGET
//
// If TARGET is a directory, the sources go into it. A file that goes to another
// mount is copied; a device neither moves there nor takes in what moves.

#include <sys/stat.h>
#include <unistd.h>

#include "user/lib/copy_file.h"
#include "user/lib/utility.h"

static bool is_device(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISCHR(info.st_mode);
}

static int move(const char *source, const char *target)
{
    int error = rename(source, target);
    if (error == -EXDEV && (is_device(source) || is_device(target))) {
        fprintf(stderr, "mv: %s: a device is not moved or replaced\n",
                is_device(source) ? source : target);
        return 1;
    }
    if (error == -EXDEV) {
        int status = copy_file("mv", source, target);
        if (status != 0) {
            return status;
        }
        error = unlink(source);
    }
    return error != 0 ? complain("mv", source, -error) : 0;
}

int main(int argc, char *argv[])
{
    if (getopt(argc, argv, "") != -1 || argc - optind < 2) {
        return usage("mv SOURCE... TARGET");
    }
    return for_each_target("mv", argc - optind, argv + optind, move);
}
