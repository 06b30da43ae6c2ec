// SPDX-License-Identifier: MIT
// user/programs/env.c - prints the environment, or changes it for a program.
//
//     env [-i] [-u NAME]... [NAME=value]... [PROGRAM [ARGUMENT]...]
//
// -i: begins with an empty environment. -u: without this variable. A program
// without a slash in its name lies in /bin or /demo.

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "user/lib/utility.h"

// Exit statuses, as in the shell.
#define CANNOT_START 126
#define NOT_FOUND    127
#define SIGNALED     128 // and the number of the signal

static int run(const char *const argv[])
{
    struct spawn_options options = {.group = SPAWN_SAME_GROUP,
                                    .descriptors = {0, 1, 2}};
    int status = 0;
    int pid = spawn_with(argv[0], argv, &options, (const char *const *)environ);
    if (pid < 0) {
        complain("env", argv[0], -pid);
        return pid == -ENOENT || pid == -ENOTDIR ? NOT_FOUND : CANNOT_START;
    }
    waitpid(pid, &status, 0);
    return (status & 0x7F) != 0 ? SIGNALED + (status & 0x7F) : status >> 8;
}

// Sets a variable by a word NAME=value.
static int set(char *word)
{
    char *value = strchr(word, '=');
    *value = '\0';
    int result = setenv(word, value + 1, 1);
    return result != 0 ? complain("env", word, errno) : 0;
}

int main(int argc, char *argv[])
{
    for (int option; (option = getopt(argc, argv, "iu:")) != -1;) {
        if (option == '?') {
            return usage("env [-i] [-u NAME]... [NAME=value]... "
                         "[PROGRAM [ARGUMENT]...]");
        }
        if (option == 'i') {
            environ[0] = NULL;
        } else if (unsetenv(optarg) != 0) {
            return complain("env", optarg, errno);
        }
    }
    for (; optind < argc && strchr(argv[optind], '=') != NULL; optind++) {
        if (set(argv[optind]) != 0) {
            return 1;
        }
    }
    if (optind < argc) {
        return run((const char *const *)argv + optind);
    }
    for (size_t i = 0; environ[i] != NULL; i++) {
        puts(environ[i]);
    }
    return close_output("env", 0);
}
