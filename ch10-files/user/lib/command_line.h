// SPDX-License-Identifier: MIT
// user/lib/command_line.h - how a shell reads a line.
//
// As in the POSIX shell: blanks divide words; '...' and "..." keep blanks, and
// \ keeps the next character; # begins a comment; ; & && and || end a command;
// < > >> and a digit before them redirect. A word keeps its quotes, as it was
// typed: user/shell/expand.h makes the program's arguments of it. All other
// syntax of the POSIX shell is an error.

#pragma once

#include "abi/numbers.h"
#include "base/types.h"

#define REDIRECTIONS_MAX 8

enum command_end { END_LINE, END_SEQUENCE, END_BACKGROUND, END_AND, END_OR };

// A piece of the line; it does not end in a zero byte.
struct slice {
    const char *text;
    size_t length;
};

enum redirection_kind {
    REDIRECT_READ,     // < word
    REDIRECT_WRITE,    // > word, and >| word
    REDIRECT_APPEND,   // >> word
    REDIRECT_DUPLICATE // >& word, and <& word: the word becomes 0, 1 or 2
};

struct redirection {
    enum redirection_kind kind;
    int descriptor; // 0, 1 or 2
    struct slice word;
};

struct command {
    size_t nwords;
    size_t nassignments; // the first of the words: NAME=value
    size_t nredirections;
    struct slice words[ARGUMENTS_MAX];
    struct redirection redirections[REDIRECTIONS_MAX];
    enum command_end end; // what stands behind it
};

bool command_is_empty(const struct command *command);

// Reads the next command of a line and moves *line behind it. Returns NULL, or
// what is wrong with the line, in words.
const char *command_read(struct command *command, const char **line);

// Returns what is wrong with a line; NULL: nothing. *is_unfinished says whether
// the next line of the input belongs to it.
const char *command_line_error(const char *line, bool *is_unfinished);

// The length of the NAME that a text begins with; 0 if there is none.
size_t name_length(const char *text);

// The same for the parameter behind a $: a NAME, a digit or one of ? $ ! # @ *
size_t parameter_length(const char *text);
