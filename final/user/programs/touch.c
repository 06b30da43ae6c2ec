// SPDX-License-Identifier: MIT
// user/programs/touch.c - creates files that are not there.
//
//     touch FILE...
//
// No call sets a file's times, so a file that is there stays as it is.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "user/lib/utility.h"

static int touch(const char *name)
{
    int fd = open(name, O_WRONLY | O_CREAT, 0666);
    if (fd == -EISDIR) {
        struct stat info; // "nothing/" is no directory that is there
        int error = stat(name, &info);
        return error != 0 ? complain("touch", name, -error) : 0;
    }
    return fd < 0 ? complain("touch", name, -fd) : close(fd) != 0;
}

int main(int argc, char *argv[])
{
    if (getopt(argc, argv, "") != -1 || optind == argc) {
        return usage("touch FILE...");
    }
    int status = 0;
    for (int i = optind; i < argc; i++) {
        status |= touch(argv[i]);
    }
    return status;
}
