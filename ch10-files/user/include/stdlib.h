// SPDX-License-Identifier: MIT
// user/include/stdlib.h - what the library has of C's <stdlib.h>.

#pragma once

#include "base/types.h"

// As in the C standard. *end, unless end is null, gets the address behind the
// number; it is text if there is none. A number that does not fit becomes
// INT64_MAX or INT64_MIN.
long strtol(const char *text, char **end, int base);

// Writes what the streams of <stdio.h> hold, and ends the program. Its parent
// gets the low byte of the code.
_Noreturn void exit(int code);

// As in the C standard: memory at a multiple of 16. NULL: there is none, and
// errno is ENOMEM. The block of realloc() keeps its bytes, and is unchanged if
// the larger one cannot be had. A block of 0 bytes has an address of its own.
void *malloc(size_t nbytes);
void *calloc(size_t count, size_t size);
void *realloc(void *block, size_t nbytes);
void free(void *block);

// Returns the value of a variable of the environment, NULL if it has none. The
// string is valid until the variable is changed.
char *getenv(const char *name);

// Gives a variable a value; an old value is kept if `overwrites` is 0. The name
// has no "=" in it. Returns 0, or -1 and an errno: EINVAL or ENOMEM.
int setenv(const char *name, const char *value, int overwrites);

// Removes a variable, if there is one of this name. Returns as setenv() does.
int unsetenv(const char *name);

// Sorts an array by a function that returns less than, equal to or more than 0
// as the left element is to come before, anywhere beside or behind the right.
void qsort(void *array, size_t count, size_t size,
           int (*compare)(const void *left, const void *right));
