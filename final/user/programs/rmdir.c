// SPDX-License-Identifier: MIT
// user/programs/rmdir.c - removes empty directories.
//
//     rmdir DIRECTORY...

#include <unistd.h>

#include "user/lib/utility.h"

int main(int argc, char *argv[])
{
    if (getopt(argc, argv, "") != -1 || optind == argc) {
        return usage("rmdir DIRECTORY...");
    }
    int status = 0;
    for (int i = optind; i < argc; i++) {
        int error = rmdir(argv[i]);
        if (error != 0) {
            status |= complain("rmdir", argv[i], -error);
        }
    }
    return status;
}
