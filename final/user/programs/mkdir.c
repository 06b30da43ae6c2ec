// SPDX-License-Identifier: MIT
// user/programs/mkdir.c - creates directories.
//
//     mkdir [-p] DIRECTORY...
//
// -p: with the directories above; one that is there is no error.

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "user/lib/filename.h"
#include "user/lib/utility.h"

static bool is_directory(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

// Returns 0 or a negative errno.
static int make_with_parents(const char *name)
{
    char path[PATH_MAX];
    int error = filename_join(path, "", name);
    for (char *at = path; error == 0 && *at != '\0';) {
        at += strcspn(at, "/");
        char end = *at;
        *at = '\0'; // the path of one directory above, or of all
        if (path[0] != '\0' && !is_directory(path)) {
            error = mkdir(path, 0777);
        }
        *at = end;
        at += end != '\0';
    }
    return error;
}

int main(int argc, char *argv[])
{
    bool makes_parents = false, is_wrong = false;
    for (int option; (option = getopt(argc, argv, "p")) != -1;) {
        makes_parents |= option == 'p';
        is_wrong |= option == '?';
    }
    if (is_wrong || optind == argc) {
        return usage("mkdir [-p] DIRECTORY...");
    }
    int status = 0;
    for (int i = optind; i < argc; i++) {
        int error =
            makes_parents ? make_with_parents(argv[i]) : mkdir(argv[i], 0777);
        if (error != 0) {
            status |= complain("mkdir", argv[i], -error);
        }
    }
    return status;
}
