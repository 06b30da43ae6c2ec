// SPDX-License-Identifier: MIT
// user/shell/redirect.c - the files of a command.

#include "user/shell/redirect.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "user/shell/expand.h"
#include "user/shell/jobs.h"

// SAVED + 0, 1 and 2 are the shell's own descriptors while a redirection is in
// force. The redirections of a command open only lower ones.
#define SAVED 60

static const int flags_of[] = {
    [REDIRECT_READ] = O_RDONLY | O_CLOEXEC,
    [REDIRECT_WRITE] = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
    [REDIRECT_APPEND] = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
};

// Opens what one redirection names. Returns a descriptor, or a negative errno.
static int open_one(struct files *files, const struct redirection *to,
                    const char *name)
{
    if (to->kind == REDIRECT_DUPLICATE) {
        bool is_known = name[0] >= '0' && name[0] <= '2' && name[1] == '\0';
        return is_known ? files->descriptors[name[0] - '0'] : -EBADF;
    }
    int descriptor = open(name, flags_of[to->kind], 0666);
    if (descriptor >= 0) {
        files->opened[files->nopened++] = descriptor;
    }
    return descriptor;
}

// A background program of a script must not read the script's input.
static void take_input_away(struct files *files)
{
    int descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC, 0);
    if (descriptor >= 0) {
        files->opened[files->nopened++] = descriptor;
        files->descriptors[0] = descriptor;
    }
}

bool redirect_open(struct files *files, const struct command *command)
{
    static struct fields name;
    *files = (struct files){.descriptors = {0, 1, 2}};
    if (command->end == END_BACKGROUND && !jobs_is_interactive()) {
        take_input_away(files);
    }
    for (size_t i = 0; i < command->nredirections; i++) {
        const struct redirection *to = &command->redirections[i];
        fields_clear(&name);
        expand_value(&name, to->word);
        int descriptor =
            name.is_full ? -ENAMETOOLONG : open_one(files, to, name.argv[0]);
        if (descriptor < 0) {
            fprintf(stderr, "sh: %s: %s\n", name.is_full ? "" : name.argv[0],
                    strerror(-descriptor));
            redirect_close(files);
            return false;
        }
        files->descriptors[to->descriptor] = descriptor;
    }
    return true;
}

void redirect_close(struct files *files)
{
    while (files->nopened > 0) {
        close(files->opened[--files->nopened]);
    }
}

void redirect_enter(const struct files *files)
{
    for (int i = 0; i < 3; i++) {
        dup3(i, SAVED + i, O_CLOEXEC);
    }
    for (int i = 0; i < 3; i++) {
        int from = files->descriptors[i];
        dup3(from < 3 ? SAVED + from : from, i, 0);
    }
}

int redirect_leave(void)
{
    int error = fflush(stdout) != 0 ? errno : 0;
    for (int i = 0; i < 3; i++) {
        dup3(SAVED + i, i, 0);
        close(SAVED + i);
    }
    return error;
}
