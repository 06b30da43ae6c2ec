// SPDX-License-Identifier: MIT
// user/lib/command_line.h - how a shell reads a line.
//
// As in the POSIX shell: blanks divide words; '...' and "..." keep blanks, and
// \ keeps the next character; # begins a comment; ; & && and || end a command;
// $? is the status of the command before.

#pragma once

#include "abi/numbers.h"
#include "base/types.h"

enum command_end { END_LINE, END_SEQUENCE, END_BACKGROUND, END_AND, END_OR };

struct command {
    int nwords;                     // 0: an empty command
    char *words[ARGUMENTS_MAX + 1]; // the last one is NULL
    enum command_end end;           // what stands behind it
    char text[ARGUMENTS_SIZE];      // of the words
};

// Reads the next command of a line and moves *line behind it. Returns NULL, or
// what is wrong with the line, in words.
const char *command_read(struct command *command, const char **line,
                         int status);

// Returns what is wrong with a whole line; NULL: nothing.
const char *command_line_error(const char *line);
