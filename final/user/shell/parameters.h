// SPDX-License-Identifier: MIT
// user/shell/parameters.h - what a $ in a command can stand for.
//
// Variables, and what the shell itself sets. Programs see none of them: they
// get no environment.

#pragma once

#include "base/types.h"

struct parameters {
    int status;                  // $?: of the last command
    int self;                    // $$: the pid of the shell
    int background;              // $!: of the last job with &; 0: there is none
    size_t count;                // $#
    const char *const *argument; // argument[0] is $0; $1 to $count follow
};
extern struct parameters parameters;

// The value of a parameter, which parameter_length() has found; NULL: it has
// none. It holds until the next call. $@ and $* have several: see expand.c.
const char *parameter_value(const char *name, size_t length);

// The value of a variable; NULL: it has none.
const char *variable_value(const char *name);

// Returns 0 or -ENOMEM.
MUST_USE int variable_set(const char *name, size_t length, const char *value);
