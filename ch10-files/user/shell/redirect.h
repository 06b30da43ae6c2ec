// SPDX-License-Identifier: MIT
// user/shell/redirect.h - the files of a command.

#pragma once

#include "user/lib/command_line.h"

struct files {
    int descriptors[3]; // what the command gets as 0, 1 and 2
    int opened[1 + REDIRECTIONS_MAX];
    size_t nopened;
};

// Opens the files of the redirections, from left to right. Returns false if a
// file cannot be opened: prints why on stderr, and closes those that were
// opened.
MUST_USE bool redirect_open(struct files *files, const struct command *command);
void redirect_close(struct files *files);

// Makes the files the shell's own 0, 1 and 2, and undoes this. redirect_leave()
// returns 0, or the errno of text that could not be written.
void redirect_enter(const struct files *files);
int redirect_leave(void);
