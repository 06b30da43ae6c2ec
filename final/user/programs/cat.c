// SPDX-License-Identifier: MIT
// user/programs/cat.c - copies files to its output, one behind the other.
//
//     cat [FILE]...
//
// "-", or no file: its input.

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "user/lib/copy_file.h"
#include "user/lib/utility.h"

// Is this the file that cat writes to, with bytes still to be read? The copy
// would never end, as cat would read what it writes.
static bool is_output(int fd)
{
    struct stat from, to;
    return fstat(fd, &from) == 0 && fstat(1, &to) == 0 &&
           S_ISREG(from.st_mode) && from.st_dev == to.st_dev &&
           from.st_ino == to.st_ino && lseek(fd, 0, SEEK_CUR) < from.st_size;
}

static int copy(int fd, const char *name)
{
    if (is_output(fd)) {
        fprintf(stderr, "cat: %s: input file is output file\n", name);
        return 1;
    }
    return copy_bytes("cat", fd, name, 1, "write error");
}

static int show(const char *name)
{
    if (strcmp(name, "-") == 0) {
        return copy(0, name);
    }
    int fd = open(name, O_RDONLY, 0);
    if (fd < 0) {
        return complain("cat", name, -fd);
    }
    int status = copy(fd, name);
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
