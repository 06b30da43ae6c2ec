// SPDX-License-Identifier: MIT
// process/arguments.h - the strings that a program gets when it begins: its
// arguments and its environment.

#pragma once

#include "abi/numbers.h"
#include "memory/space.h"

struct arguments {
    size_t count;              // strings
    size_t nvariables;         // the last of these: the environment
    size_t nbytes;             // of all strings, with their zero bytes
    char text[ARGUMENTS_SIZE]; // the strings, one after another
};

// Adds an argument of `length` bytes and a zero byte. There are no variables
// yet. Returns 0, or -E2BIG.
MUST_USE int arguments_add(struct arguments *arguments, const char *string,
                           size_t length);

// Writes the strings to the end of a new program's stack. Returns the rsp with
// which the program begins.
uintptr_t arguments_push(const struct arguments *arguments,
                         struct space *space);
