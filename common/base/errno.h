// SPDX-License-Identifier: MIT
// base/errno.h - the reasons for which a function can fail.
//
// Names from POSIX, numbers as Linux has them on x86-64. A function that can
// fail returns 0 or one of these, negated: `return -ENOMEM;`.

#pragma once

#define ENOENT       2   // No such file or directory
#define ESRCH        3   // No such process
#define EINTR        4   // Interrupted function
#define E2BIG        7   // Argument list too long
#define ENOEXEC      8   // Executable file format error
#define EBADF        9   // Bad file descriptor
#define ECHILD       10  // No child processes
#define EAGAIN       11  // Resource unavailable, try again
#define ENOMEM       12  // Not enough space
#define EFAULT       14  // Bad address
#define EINVAL       22  // Invalid argument
#define ENAMETOOLONG 36  // Filename too long
#define ENOSYS       38  // Functionality not supported
#define ETIMEDOUT    110 // Connection timed out
