// SPDX-License-Identifier: MIT
// user/include/string.h - what the library has of C's <string.h>.

#pragma once

#include "base/string.h"

// As in the C standard, like those of base/string.h.
void *memchr(const void *start, int byte, size_t n);

// Returns the text of an errno. The text is valid until the next call.
char *strerror(int error);
