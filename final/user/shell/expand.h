// SPDX-License-Identifier: MIT
// user/shell/expand.h - what a word of the line becomes.
//
// In the order of POSIX, "Word Expansions": $ becomes the parameter's value;
// what came from an unquoted $ is split at blanks; an unquoted * ? or [ makes
// the word a pattern of files' names; at last the quotes go.

#pragma once

#include "user/lib/command_line.h"
#include "user/shell/fields.h"

// Adds what a word becomes: no field, one or several.
void expand_word(struct fields *fields, struct slice word);

// The same without splitting and without files' names: exactly one field. For
// the value of a variable and the file of a redirection.
void expand_value(struct fields *fields, struct slice word);
