// SPDX-License-Identifier: MIT
// user/lib/strings.c - functions of <string.h> that only programs need.

#include "user/include/string.h"

void *memchr(const void *start, int byte, size_t n)
{
    for (const char *at = start, *end = at + n; at < end; at++) {
        if (*at == (char)byte) {
            return (void *)at;
        }
    }
    return NULL;
}
