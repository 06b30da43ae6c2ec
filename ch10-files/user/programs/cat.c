// SPDX-License-Identifier: MIT
// user/programs/cat.c - copies files to its output, one behind the other.
//
//     cat [FILE]...
//
// "-", or no file: its input.

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "user/lib/copy_file.h"
#include "user/lib/utility.h"

static int show(const char *name)
{
    if (strcmp(name, "-") == 0) {
        return copy_bytes("cat", 0, name, 1, "write error");
    }
    int fd = open(name, O_RDONLY, 0);
    if (fd < 0) {
        return complain("cat", name, -fd);
    }
    int status = copy_bytes("cat", fd, name, 1, "write error");
    close(fd);
    return status;
}

int main(int argc, char *argv[])
{
    if (getopt(argc, argv, "") != -1) {
        return usage("cat [FILE]...");
    }
    int status = 0;
    if (optind == argc) {
        return show("-");
    }
    for (int i = optind; i < argc; i++) {
        status |= show(argv[i]);
    }
    return status;
}
