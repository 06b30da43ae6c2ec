// SPDX-License-Identifier: MIT
// user/programs/find.c - prints the paths below directories.
//
//     find [PATH]... [-name PATTERN] [-type f|d|c]
//
// -name: those whose name matches the pattern, as the shell's * and ? do.
// -type: files, directories or devices alone.

#include <errno.h>
#include <ftw.h>
#include <string.h>
#include <sys/stat.h>

#include "user/lib/utility.h"
#include "user/shell/glob.h"

static int status;
static const char *pattern; // NULL: any name
static uint32_t type;       // 0: any

// The bits of st_mode for a letter of -type; 0: there is no such type.
static uint32_t type_of(const char *letter)
{
    if (letter == NULL || letter[0] == '\0' || letter[1] != '\0') {
        return 0;
    }
    switch (letter[0]) {
    case 'f': return S_IFREG;
    case 'd': return S_IFDIR;
    case 'c': return S_IFCHR;
    default: return 0;
    }
}

static int show(const char *path, const struct stat *info, int kind,
                struct FTW *place)
{
    if (kind == FTW_DNR || kind == FTW_NS) {
        status |= complain("find", path, errno);
    }
    if (kind != FTW_NS && (type == 0 || (info->st_mode & S_IFMT) == type) &&
        (pattern == NULL ||
         pattern_matches(pattern, strlen(pattern), path + place->base))) {
        puts(path);
    }
    return 0;
}

// Reads what stands behind the paths. Returns false if it is wrong.
static bool parse_conditions(char *words[])
{
    for (; words[0] != NULL; words += 2) {
        if (words[1] == NULL) {
            return false;
        }
        if (strcmp(words[0], "-name") == 0) {
            pattern = words[1];
        } else if (strcmp(words[0], "-type") == 0) {
            type = type_of(words[1]);
            if (type == 0) {
                return false;
            }
        } else {
            return false;
        }
    }
    return true;
}

static void search(const char *path)
{
    if (nftw(path, show, 1, 0) != 0) {
        status |= complain("find", path, errno);
    }
}

int main(int argc, char *argv[])
{
    int npaths = 0;
    while (npaths < argc - 1 && argv[1 + npaths][0] != '-') {
        npaths++;
    }
    if (!parse_conditions(argv + 1 + npaths)) {
        return usage("find [PATH]... [-name PATTERN] [-type f|d|c]");
    }
    if (npaths == 0) {
        search(".");
    }
    for (int i = 1; i <= npaths; i++) {
        search(argv[i]);
    }
    return close_output("find", status);
}
