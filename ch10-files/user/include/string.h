// SPDX-License-Identifier: MIT
// user/include/string.h - what the library has of C's <string.h>.

#pragma once

#include "base/string.h"

// As in the C standard, as those that base/string.h has.
void *memchr(const void *start, int byte, size_t n);
char *strrchr(const char *string, int byte);

// An errno in words. The text is good until the next call.
char *strerror(int error);

// A copy, which is the caller's to free(); NULL: there is no memory.
char *strdup(const char *string);
