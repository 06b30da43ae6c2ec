// SPDX-License-Identifier: MIT
// user/include/unistd.h - what the library has of POSIX's <unistd.h>: read(),
// write(), lseek(), close(), unlink(), rmdir(), chdir(), getcwd(), getpid(),
// sbrk() and the other calls that are not in a header of their own; getopt().

#pragma once

#include "user/lib/system.h"

// Returns the next option of the command line, '?' for one that is not among
// `options` or lacks its argument, and -1 behind the last. A colon in `options`
// stands behind a letter whose argument is then at optarg. optind is the index
// of the next word: at the end, of the first that is no option.
int getopt(int argc, char *const argv[], const char *options);

extern char *optarg;
extern int optind;

// The environment: strings "NAME=value", and a null pointer behind the last.
extern char **environ;
