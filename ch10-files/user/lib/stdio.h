// SPDX-License-Identifier: MIT
// user/lib/stdio.h - text for the console.
//
// As in the C standard, except that no text is buffered between two calls: it
// is on the console when the call returns.

#pragma once

#include "base/format.h"

#define EOF (-1)

// The text of one call stays in one piece up to 256 bytes: it is one system
// call. Knows what base/format.h lists. Returns how many bytes were printed, or
// EOF.
int printf(const char *format, ...) FORMAT_LIKE(1, 2);

int puts(const char *line); // with a newline behind it
