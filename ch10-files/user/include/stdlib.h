// SPDX-License-Identifier: MIT
// user/include/stdlib.h - what the library has of C's <stdlib.h>.

#pragma once

#include "base/types.h"

// As in the C standard. *end, unless end is null, gets the address behind the
// number; it is text if there is none. A number that does not fit becomes
// INT64_MAX or INT64_MIN.
long strtol(const char *text, char **end, int base);

_Noreturn void exit(int code);
