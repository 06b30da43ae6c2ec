// SPDX-License-Identifier: MIT
// user/programs/chmod.c - changes the permission bits of files.
//
//     chmod MODE FILE...
//
// MODE: octal digits, or +x or -x for the three bits by which a file may be
// executed.

#include <string.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "user/lib/utility.h"

#define ALL_BITS     0777
#define EXECUTE_BITS (S_IXUSR | S_IXGRP | S_IXOTH)

struct change {
    uint32_t cleared, set;
};

static bool parse_mode(const char *word, struct change *change)
{
    if (strcmp(word, "+x") == 0 || strcmp(word, "-x") == 0) {
        change->cleared = EXECUTE_BITS;
        change->set = word[0] == '+' ? EXECUTE_BITS : 0;
        return true;
    }
    char *end;
    long mode = strtol(word, &end, 8);
    change->cleared = ALL_BITS;
    change->set = (uint32_t)mode;
    return word[0] >= '0' && word[0] <= '7' && *end == '\0' && mode <= ALL_BITS;
}

static int change_mode(const char *name, const struct change *change)
{
    struct stat info;
    int error = stat(name, &info);
    if (error == 0) {
        uint32_t mode = (info.st_mode & ALL_BITS & ~change->cleared);
        error = chmod(name, (int)(mode | change->set));
    }
    return error != 0 ? complain("chmod", name, -error) : 0;
}

int main(int argc, char *argv[])
{
    struct change change;
    if (argc < 3 || !parse_mode(argv[1], &change)) {
        return usage("chmod MODE FILE...");
    }
    int status = 0;
    for (int i = 2; i < argc; i++) {
        status |= change_mode(argv[i], &change);
    }
    return status;
}
