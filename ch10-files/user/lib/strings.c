// SPDX-License-Identifier: MIT
// user/lib/strings.c - what programs need of <string.h>, and the kernel does not.

#include "user/include/stdlib.h"
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

char *strrchr(const char *string, int byte)
{
    const char *last = NULL;
    for (const char *at = strchr(string, byte); at != NULL;
         at = *at != '\0' ? strchr(at + 1, byte) : NULL) {
        last = at;
    }
    return (char *)last;
}

char *strdup(const char *string)
{
    size_t nbytes = strlen(string) + 1;
    char *copy = malloc(nbytes);
    return copy != NULL ? memcpy(copy, string, nbytes) : NULL;
}
