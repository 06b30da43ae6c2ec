// SPDX-License-Identifier: MIT
// user/lib/ftw.c - a walk through a tree of directories.
//
// Each directory is read as a whole before anything in it is visited: visit()
// may remove what it is shown. The levels lie on the heap, since a deep tree
// would overflow the stack.

#include "user/include/ftw.h"

#include "user/include/dirent.h"
#include "user/include/errno.h"
#include "user/include/stdlib.h"
#include "user/include/string.h"
#include "user/lib/filename.h"

// A directory on the way from the top to where the walk is.
struct level {
    struct level *above;
    struct stat info;
    struct FTW place;
    size_t length;           // of its path
    struct dirent **entries; // those before `next` have been visited
    int count, next;
};

struct walk {
    ftw_visit *visit;
    bool is_depth_first;
    struct level *level; // the deepest one; NULL: the walk is over
    char path[PATH_MAX]; // of what is visited
};

static int is_inside(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static void pop(struct walk *walk)
{
    struct level *level = walk->level;
    walk->level = level->above;
    for (int i = 0; i < level->count; i++) {
        free(level->entries[i]);
    }
    free(level->entries);
    free(level);
}

// Begins with the directory at the path.
static int enter(struct walk *walk, const struct stat *info, struct FTW *place)
{
    struct level *level = malloc(sizeof(*level));
    if (level == NULL) {
        return -1;
    }
    *level = (struct level){.above = walk->level,
                            .info = *info,
                            .place = *place,
                            .length = strlen(walk->path)};
    level->count = scandir(walk->path, &level->entries, is_inside, alphasort);
    if (level->count < 0) {
        free(level);
        return walk->visit(walk->path, info, FTW_DNR, place);
    }
    walk->level = level;
    return walk->is_depth_first ? 0
                                : walk->visit(walk->path, info, FTW_D, place);
}

// Visits what is at the path; of a directory, what is in it comes later.
static int arrive(struct walk *walk, struct FTW place)
{
    struct stat info = {0};
    int error = stat(walk->path, &info);
    if (error != 0) {
        errno = -error;
        bool is_top = place.level == 0;
        return is_top ? -1 : walk->visit(walk->path, &info, FTW_NS, &place);
    }
    return S_ISDIR(info.st_mode)
               ? enter(walk, &info, &place)
               : walk->visit(walk->path, &info, FTW_F, &place);
}

// Goes on with the deepest level: to its next entry or, behind the last, to the
// level above.
static int go_on(struct walk *walk)
{
    struct level *level = walk->level;
    walk->path[level->length] = '\0';
    if (level->next < level->count) {
        const char *name = level->entries[level->next++]->d_name;
        int error = filename_join(walk->path, walk->path, name);
        if (error != 0) {
            errno = -error;
            return -1;
        }
        int base = (int)(strlen(walk->path) - strlen(name));
        return arrive(walk, (struct FTW){base, level->place.level + 1});
    }
    int result = walk->is_depth_first ? walk->visit(walk->path, &level->info,
                                                    FTW_DP, &level->place)
                                      : 0;
    pop(walk);
    return result;
}

int nftw(const char *path, ftw_visit *visit, int ndescriptors, int flags)
{
    (void)ndescriptors;
    struct walk walk = {.visit = visit, .is_depth_first = flags & FTW_DEPTH};
    int error = filename_join(walk.path, "", path);
    if (error != 0) {
        errno = -error;
        return -1;
    }
    int base = (int)(filename_last(path) - path);
    int result = arrive(&walk, (struct FTW){base, 0});
    while (result == 0 && walk.level != NULL) {
        result = go_on(&walk);
    }
    while (walk.level != NULL) {
        pop(&walk);
    }
    return result;
}
