// SPDX-License-Identifier: MIT
// user/include/dirent.h - what the library has of POSIX's <dirent.h>.
//
// A function that fails returns NULL or -1, and sets errno.

#pragma once

#include "abi/file.h"

#define dirent dirent64 // the kernel's entries are those of the library

typedef struct directory DIR;

DIR *opendir(const char *path);

// Returns the next entry, which is valid until the next call. NULL: there is no
// other, or an error, which sets errno.
struct dirent *readdir(DIR *directory);

int closedir(DIR *directory);

// Reads all entries but those that choose() refuses, and sorts them. Both the
// array and each entry are the caller's to free(). Returns how many there are.
int scandir(const char *path, struct dirent ***entries,
            int (*choose)(const struct dirent *),
            int (*compare)(const struct dirent **, const struct dirent **));

// For scandir(): by the bytes of the name.
int alphasort(const struct dirent **left, const struct dirent **right);
