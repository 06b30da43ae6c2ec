// SPDX-License-Identifier: MIT
// base/string.h - strings that end in a zero byte.

#pragma once

#include "base/required.h"

// As in the C standard.
size_t strlen(const char *string);
int strcmp(const char *left, const char *right);
int strncmp(const char *left, const char *right, size_t limit);
char *strchr(const char *string, int byte);
char *strstr(const char *string, const char *part);
size_t strcspn(const char *string, const char *stop); // length up to a stop

// The length, but at most limit; reads no byte at or behind string[limit].
size_t strnlen(const char *string, size_t limit);

// Does text, which is words separated by spaces, contain the word? For the
// command line: "poison" is not a word of "test=frame_poison".
bool has_word(const char *text, const char *word);
