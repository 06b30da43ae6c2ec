// SPDX-License-Identifier: MIT
// user/shell/launch.c - finds a program and starts it.

#include "user/shell/launch.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "user/shell/parameters.h"

static int launch_file(const char *path, const struct fields *arguments,
                       const struct spawn_options *options)
{
    const char *script[ARGUMENTS_MAX + 2] = {"sh", path};
    const char *const *environment = variables_environment();
    int pid = spawn_with(path, (const char *const *)arguments->argv, options,
                         environment);
    if (pid == -ENOEXEC) {
        memcpy(&script[2], &arguments->argv[1],
               arguments->count * sizeof(char *));
        pid = spawn_with("/bin/sh", script, options, environment);
    }
    return pid;
}

// Is this an error after which the next directory of PATH is tried?
static bool is_elsewhere(int error)
{
    return error == -ENOENT || error == -ENOTDIR || error == -ENAMETOOLONG ||
           error == -EACCES; // a directory of that name, for example
}

int launch(const struct fields *arguments, const struct spawn_options *options)
{
    const char *name = arguments->argv[0];
    if (strchr(name, '/') != NULL) {
        return launch_file(name, arguments, options);
    }
    const char *directory = *name != '\0' ? variable_value("PATH") : NULL;
    while (directory != NULL) {
        char path[PATH_MAX];
        int length = (int)strcspn(directory, ":");
        int needed =
            snprintf(path, sizeof(path), "%.*s/%s", length > 0 ? length : 1,
                     length > 0 ? directory : ".", name);
        int pid = needed < PATH_MAX ? launch_file(path, arguments, options)
                                    : -ENAMETOOLONG;
        if (!is_elsewhere(pid)) {
            return pid;
        }
        directory = directory[length] == ':' ? directory + length + 1 : NULL;
    }
    return -ENOENT;
}
