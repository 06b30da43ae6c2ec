// SPDX-License-Identifier: MIT
// process/arguments.h - what a program is told when it begins.

#pragma once

#include "memory/space.h"
#include "syscall/numbers.h"

struct arguments {
    size_t count;  // of the strings, ...
    size_t nbytes; // ... which lie here one after the other, with a zero each
    char text[ARGUMENTS_SIZE];
};

// Adds a string of `length` bytes and a zero behind it. Returns 0, or -E2BIG.
MUST_USE int arguments_add(struct arguments *arguments, const char *string,
                           size_t length);

// Adds the words of a line, which blanks divide. Returns 0, or -E2BIG.
MUST_USE int arguments_add_words(struct arguments *arguments, const char *line);

// Lays them out at the end of a new program's stack. Returns what rsp is to be.
uintptr_t arguments_push(const struct arguments *arguments,
                         struct space *space);
