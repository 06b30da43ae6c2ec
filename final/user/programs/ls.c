// SPDX-License-Identifier: MIT
// user/programs/ls.c - lists files and directories.
//
//     ls [-1adl] [FILE]...
//
// -a: with the names that begin with a dot. -l: each on a line of its own, with
// type and permissions, links and size. -d: a directory itself, not what is in
// it. On a terminal names stand in columns, with -1 on a line each.

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "user/lib/filename.h"
#include "user/lib/utility.h"

#define GAP 2 // columns between two names

static bool shows_hidden, is_long, is_single, shows_directories;
static size_t screen_width; // 0: the output is no terminal
static bool is_second;      // something was listed before

// --- names ---

static int show_long(const char *directory, const char *name)
{
    char path[PATH_MAX];
    struct stat info;
    int error = filename_join(path, directory, name);
    if (error == 0) {
        error = stat(path, &info);
    }
    if (error != 0) {
        return complain("ls", name, -error);
    }
    char mode[] = "-rwxrwxrwx";
    mode[0] = S_ISDIR(info.st_mode) ? 'd' : S_ISCHR(info.st_mode) ? 'c' : '-';
    for (int i = 0; i < 9; i++) {
        if ((info.st_mode >> i & 1) == 0) {
            mode[9 - i] = '-';
        }
    }
    printf("%s %2lu %8ld %s\n", mode, info.st_nlink, info.st_size, name);
    return 0;
}

// As many columns as fit, read from top to bottom.
static void show_columns(char *const names[], size_t count)
{
    size_t width = 1;
    for (size_t i = 0; i < count; i++) {
        width = max(width, strlen(names[i]) + GAP);
    }
    size_t ncolumns = max((screen_width + GAP) / width, 1);
    size_t nrows = (count + ncolumns - 1) / ncolumns;
    for (size_t row = 0; row < nrows; row++) {
        for (size_t i = row; i < count; i += nrows) {
            bool is_last = i + nrows >= count;
            printf("%-*s", is_last ? 0 : (int)width, names[i]);
        }
        putchar('\n');
    }
}

// The names lie in the directory; "" if they are paths.
static int show(const char *directory, char *const names[], size_t count)
{
    int status = 0;
    if (!is_long && screen_width > 0) {
        show_columns(names, count);
        return 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (is_long) {
            status |= show_long(directory, names[i]);
        } else {
            puts(names[i]);
        }
    }
    return status;
}

// --- directories ---

static int is_chosen(const struct dirent *entry)
{
    return shows_hidden || entry->d_name[0] != '.';
}

static int list_directory(const char *path, bool has_title)
{
    struct dirent **entries;
    int count = scandir(path, &entries, is_chosen, alphasort);
    if (count < 0) {
        return complain("ls", path, errno);
    }
    if (has_title) {
        printf(is_second ? "\n%s:\n" : "%s:\n", path);
    }
    is_second = true;
    char **names = calloc((size_t)count, sizeof(*names));
    for (int i = 0; names != NULL && i < count; i++) {
        names[i] = entries[i]->d_name;
    }
    int status = names != NULL ? show(path, names, (size_t)count)
                               : complain("ls", path, errno);
    for (int i = 0; i < count; i++) {
        free(entries[i]);
    }
    free(entries);
    free(names);
    return status;
}

// --- operands ---

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

// Lists the files together and then each directory.
static int list(char *operands[], size_t count)
{
    static char *files[ARGUMENTS_MAX], *directories[ARGUMENTS_MAX];
    size_t nfiles = 0, ndirectories = 0;
    int status = 0;
    qsort(operands, count, sizeof(*operands), compare_names);
    for (size_t i = 0; i < count; i++) {
        struct stat info;
        int error = stat(operands[i], &info);
        if (error != 0) {
            status |= complain("ls", operands[i], -error);
        } else if (S_ISDIR(info.st_mode) && !shows_directories) {
            directories[ndirectories++] = operands[i];
        } else {
            files[nfiles++] = operands[i];
        }
    }
    if (nfiles > 0) {
        status |= show("", files, nfiles);
        is_second = true;
    }
    for (size_t i = 0; i < ndirectories; i++) {
        status |= list_directory(directories[i], count > 1);
    }
    return status;
}

int main(int argc, char *argv[])
{
    for (int option; (option = getopt(argc, argv, "1adl")) != -1;) {
        switch (option) {
        case '1': is_single = true; break;
        case 'a': shows_hidden = true; break;
        case 'd': shows_directories = true; break;
        case 'l': is_long = true; break;
        default: return usage("ls [-1adl] [FILE]...");
        }
    }
    struct winsize size;
    if (!is_single && ioctl(1, TIOCGWINSZ, &size) == 0) {
        screen_width = size.ws_col;
    }
    static char *here[] = {"."};
    bool has_operands = optind < argc;
    int status = has_operands ? list(argv + optind, (size_t)(argc - optind))
                              : list(here, 1);
    return close_output("ls", status);
}
