// SPDX-License-Identifier: MIT
// user/lib/utility.h - what the programs on files have in common.
//
// Each of them reports an error in one line on standard error and goes on with
// the next file. Its status is 0, 1 after an error, or 2 for a wrong use.

#pragma once

#include <stdio.h>

// Prints how a program is used. Returns 2, the program's status.
int usage(const char *synopsis);

// Reports an error: "ls: nothing: No such file or directory". Returns 1, the
// program's status.
int complain(const char *program, const char *name, int error);

// Writes what stdout still holds. Returns the status that is given; or 1, if
// not everything could be written, which is reported.
int close_output(const char *program, int status);

// Reads the options of head and tail: -n COUNT, or -COUNT as the first of them.
// Returns false for any other option or a wrong count. No option: *count stays.
bool parse_options_for_count(int argc, char *argv[], long *count);

// Reads a whole word as a number that is not negative. If it is none, returns
// false and leaves *count as it is.
bool parse_count(const char *word, long *count);

// Calls action() for each file of the list, which ends in NULL; "-", or a list
// without names, is standard input. Reports what cannot be opened or read.
// action() returns a status, and so does this: 1 after any error.
int for_each_input(const char *program, char *const names[],
                   int (*action)(FILE *input, const char *name));

// Calls action() with each source and its target: what cp and mv do. The last
// of the names is the target itself or, if it is a directory, the place of the
// targets. Returns a status: 1 after any error.
int for_each_target(const char *program, int count, char *const names[],
                    int (*action)(const char *source, const char *target));
