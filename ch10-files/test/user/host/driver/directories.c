// SPDX-License-Identifier: MIT
// Directories, read in three ways. Compiled with two libraries, it must print
// the same: library_agrees_with_libc.py.

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 300 // more than one call of the kernel returns

static int is_chosen(const struct dirent *entry)
{
    return entry->d_name[0] != '.' || entry->d_name[1] == 'h';
}

static void show_sorted(const char *path)
{
    struct dirent **entries;
    errno = 0;
    int count = scandir(path, &entries, is_chosen, alphasort);
    printf("%s: %d, %s\n", path, count, strerror(errno));
    for (int i = 0; i < count; i++) {
        printf("%s %d\n", entries[i]->d_name, entries[i]->d_type);
        free(entries[i]);
    }
    if (count >= 0) {
        free(entries);
    }
}

static void count(const char *path)
{
    errno = 0;
    DIR *directory = opendir(path);
    printf("opendir %s: %d, %s\n", path, directory != NULL, strerror(errno));
    if (directory != NULL) {
        int found = 0;
        while (readdir(directory) != NULL) {
            found++;
        }
        printf("%d entries, %s\n", found, strerror(errno));
        printf("closedir %d\n", closedir(directory));
    }
}

static unsigned names; // the sum of what nftw() has shown, in any order

static int visit(const char *path, const struct stat *info, int type,
                 struct FTW *place)
{
    unsigned sum = (unsigned)(type + 10 * place->level + 100 * place->base +
                              (type == FTW_F ? (int)info->st_size : 0));
    for (const char *at = path; *at != '\0'; at++) {
        sum = 31 * sum + (unsigned char)*at;
    }
    names += sum & 0xFFFF;
    return strcmp(path + place->base, "stop") == 0 ? 42 : 0;
}

static void walk(const char *path, int flags)
{
    names = 0;
    printf("nftw %s: %d, ", path, nftw(path, visit, 4, flags));
    printf("%u\n", names);
}

static void create(const char *path)
{
    fclose(fopen(path, "w"));
}

int main(void)
{
    char path[300];
    mkdir("d", 0777);
    mkdir("d/inner", 0777);
    mkdir("empty", 0777);
    create("d/.hidden");
    create("d/inner/file");
    for (int i = 0; i < FILES; i++) {
        snprintf(path, sizeof(path), "d/file-%0*d", 1 + i % 200, i);
        create(path);
    }
    const char *const paths[] = {"d", "d/inner", "empty", "nothing",
                                 "d/.hidden"};
    for (int i = 0; i < 5; i++) {
        show_sorted(paths[i]);
        count(paths[i]);
        walk(paths[i], 0);
        walk(paths[i], FTW_DEPTH);
    }
    create("d/inner/stop");
    printf("%d\n", nftw("d/inner", visit, 4, 0));
    return 0;
}
