// SPDX-License-Identifier: MIT
// user/lib/utility.c - what the programs on files have in common.

#include "user/lib/utility.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "user/lib/filename.h"

int usage(const char *synopsis)
{
    fprintf(stderr, "usage: %s\n", synopsis);
    return 2;
}

int complain(const char *program, const char *name, int error)
{
    fprintf(stderr, "%s: %s: %s\n", program, name, strerror(error));
    return 1;
}

int close_output(const char *program, int status)
{
    if (fflush(stdout) != 0 || ferror(stdout) != 0) {
        return complain(program, "write error", ferror(stdout));
    }
    return status;
}

bool parse_count(const char *word, long *count)
{
    char *end;
    long value = strtol(word, &end, 10);
    if (!isdigit(word[0]) || *end != '\0') {
        return false;
    }
    *count = value;
    return true;
}

bool parse_options_for_count(int argc, char *argv[], long *count)
{
    if (argc > 1 && argv[1][0] == '-' && parse_count(argv[1] + 1, count)) {
        optind = 2;
    }
    for (int option; (option = getopt(argc, argv, "n:")) != -1;) {
        if (option == '?' || !parse_count(optarg, count)) {
            return false;
        }
    }
    return true;
}

static int use_input(const char *program, const char *name,
                     int (*action)(FILE *input, const char *name))
{
    bool is_stdin = strcmp(name, "-") == 0;
    FILE *input = is_stdin ? stdin : fopen(name, "r");
    if (input == NULL) {
        return complain(program, name, errno);
    }
    int status = action(input, name);
    if (ferror(input) != 0) {
        status |= complain(program, name, ferror(input));
    }
    if (!is_stdin) {
        fclose(input);
    }
    return status;
}

int for_each_input(const char *program, char *const names[],
                   int (*action)(FILE *input, const char *name))
{
    int status = 0;
    if (names[0] == NULL) {
        return use_input(program, "-", action);
    }
    for (int i = 0; names[i] != NULL; i++) {
        status |= use_input(program, names[i], action);
    }
    return status;
}

int for_each_target(const char *program, int count, char *const names[],
                    int (*action)(const char *source, const char *target))
{
    const char *last = names[count - 1];
    struct stat info;
    bool is_directory = stat(last, &info) == 0 && S_ISDIR(info.st_mode);
    if (!is_directory) {
        return count == 2 ? action(names[0], last)
                          : complain(program, last, ENOTDIR);
    }
    int status = 0;
    for (int i = 0; i < count - 1; i++) {
        char target[PATH_MAX];
        int error = filename_join(target, last, filename_last(names[i]));
        status |= error != 0 ? complain(program, names[i], -error)
                             : action(names[i], target);
    }
    return status;
}
