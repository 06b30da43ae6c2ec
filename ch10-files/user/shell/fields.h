// SPDX-License-Identifier: MIT
// user/shell/fields.h - the arguments of one command, as the program gets them.

#pragma once

#include "abi/numbers.h"
#include "base/types.h"

// Holds no more than spawn() takes.
struct fields {
    char *argv[ARGUMENTS_MAX + 1]; // point into text; a null is behind the last
    size_t count;
    size_t nbytes; // of text, in use
    bool is_full;  // not all fields did fit
    char text[ARGUMENTS_SIZE];
};

void fields_clear(struct fields *fields);
void fields_add(struct fields *fields, const char *text, size_t length);

// Sorts the fields from number `first` on, by the values of their bytes.
void fields_sort(struct fields *fields, size_t first);
