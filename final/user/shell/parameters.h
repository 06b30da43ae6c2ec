// SPDX-License-Identifier: MIT
// user/shell/parameters.h - what a $ in a command can stand for.
//
// Variables, and what the shell itself sets. A program gets the variables that
// are exported, as its environment.

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

// The value of a parameter that parameter_length() found; NULL: it has none.
// It is valid until the next call. $@ and $* have several: see expand.c.
const char *parameter_value(const char *name, size_t length);

// The value of a variable; NULL: it has none.
const char *variable_value(const char *name);

// Copies the variables of the shell's own environment; all are exported. PATH
// and HOME get a value if they have none; PWD is the working directory.
// Returns 0 or -ENOMEM, as the next three do.
MUST_USE int variables_init(void);

MUST_USE int variable_set(const char *name, size_t length, const char *value);

// From now on programs get this variable, once it has a value.
MUST_USE int variable_export(const char *name, size_t length);

// Sets and exports a variable, up to variables_drop_temporary(). It hides the
// one of the same name.
MUST_USE int variable_set_temporary(const char *name, size_t length,
                                    const char *value);
void variables_drop_temporary(void);

void variable_unset(const char *name, size_t length);

// The environment of a program: strings NAME=value and a null, valid until a
// variable changes. If there are too many, spawn_with() refuses them.
const char *const *variables_environment(void);

void variables_list_exported(void);
