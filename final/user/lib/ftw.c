// SPDX-License-Identifier: MIT
// user/lib/ftw.c - a walk through a tree of directories.
//
// Each directory is read as a whole before anything in it is visited: visit()
// may remove what it is shown.

#include "user/include/ftw.h"

#include "user/include/dirent.h"
#include "user/include/errno.h"
#include "user/include/stdlib.h"
#include "user/include/string.h"
#include "user/lib/filename.h"

struct walk {
    ftw_visit *visit;
    bool is_depth_first;
    char path[PATH_MAX]; // of what is visited
};

static int visit_all(struct walk *walk, int base, int level);

static int is_inside(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

// Visits what is in the directory, whose path is left as it was.
static int visit_entries(struct walk *walk, struct dirent **entries, int count,
                         int level)
{
    size_t length = strlen(walk->path);
    int result = 0;
    for (int i = 0; i < count && result == 0; i++) {
        int error = filename_join(walk->path, walk->path, entries[i]->d_name);
        if (error != 0) {
            errno = -error;
            result = -1;
        } else {
            size_t name_length = strlen(entries[i]->d_name);
            int base = (int)(strlen(walk->path) - name_length);
            result = visit_all(walk, base, level + 1);
        }
        walk->path[length] = '\0';
    }
    return result;
}

static int visit_directory(struct walk *walk, const struct stat *info,
                           struct FTW *place)
{
    int result = 0;
    struct dirent **entries = NULL;
    int count = scandir(walk->path, &entries, is_inside, alphasort);
    if (count < 0) {
        return walk->visit(walk->path, info, FTW_DNR, place);
    }
    if (!walk->is_depth_first) {
        result = walk->visit(walk->path, info, FTW_D, place);
    }
    if (result == 0) {
        result = visit_entries(walk, entries, count, place->level);
    }
    for (int i = 0; i < count; i++) {
        free(entries[i]);
    }
    free(entries);
    if (result == 0 && walk->is_depth_first) {
        result = walk->visit(walk->path, info, FTW_DP, place);
    }
    return result;
}

static int visit_all(struct walk *walk, int base, int level)
{
    struct FTW place = {base, level};
    struct stat info = {0};
    int error = stat(walk->path, &info);
    if (error != 0) {
        errno = -error;
        return level == 0 ? -1 : walk->visit(walk->path, &info, FTW_NS, &place);
    }
    return S_ISDIR(info.st_mode)
               ? visit_directory(walk, &info, &place)
               : walk->visit(walk->path, &info, FTW_F, &place);
}

int nftw(const char *path, ftw_visit *visit, int ndescriptors, int flags)
{
    (void)ndescriptors;
    struct walk walk = {visit, flags & FTW_DEPTH, ""};
    int error = filename_join(walk.path, "", path);
    if (error != 0) {
        errno = -error;
        return -1;
    }
    return visit_all(&walk, (int)(filename_last(path) - path), 0);
}
