// SPDX-License-Identifier: MIT
// user/shell/glob.h - names of files by a pattern.
//
// In a pattern, * stands for any characters, ? for one, and [...] for one of a
// list, as in [abx-z], or with ! before the list for one of all others. A
// character behind a \ stands for itself.

#pragma once

#include "user/shell/fields.h"

// Does the pattern, of `length` bytes, match the whole name?
bool pattern_matches(const char *pattern, size_t length, const char *name);

// Does it have a * ? or [ without a \ before it?
bool pattern_has_wildcard(const char *pattern, size_t length);

// Copies the pattern without the \ that keep its characters, and returns the
// new length. `to` may be the pattern itself.
size_t pattern_remove_escapes(char *to, const char *pattern, size_t length);

// Adds the paths that match, sorted; returns false if there is none.
bool glob_add(struct fields *fields, const char *pattern);
