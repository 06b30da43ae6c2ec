// SPDX-License-Identifier: MIT
// base/errno.h - the reasons for which a function can fail.
//
// Names from POSIX, numbers as Linux has them on x86-64. A function that can
// fail returns 0 or one of these, negated: `return -ENOMEM;`.

#pragma once

#define EPERM        1   // Operation not permitted
#define ENOENT       2   // No such file or directory
#define ESRCH        3   // No such process
#define EINTR        4   // Interrupted function
#define EIO          5   // I/O error
#define E2BIG        7   // Argument list too long
#define ENOEXEC      8   // Executable file format error
#define EBADF        9   // Bad file descriptor
#define ECHILD       10  // No child processes
#define EAGAIN       11  // Resource unavailable, try again
#define ENOMEM       12  // Not enough space
#define EACCES       13  // Permission denied
#define EFAULT       14  // Bad address
#define EBUSY        16  // Device or resource busy
#define EEXIST       17  // File exists
#define EXDEV        18  // Cross-device link
#define ENODEV       19  // No such device
#define ENOTDIR      20  // Not a directory
#define EISDIR       21  // Is a directory
#define EINVAL       22  // Invalid argument
#define EMFILE       24  // File descriptor value too large
#define ENOTTY       25  // Inappropriate I/O control operation
#define EFBIG        27  // File too large
#define ENOSPC       28  // No space left on device
#define ESPIPE       29  // Invalid seek
#define EROFS        30  // Read-only file system
#define ERANGE       34  // Result too large
#define ENAMETOOLONG 36  // Filename too long
#define ENOSYS       38  // Functionality not supported
#define ENOTEMPTY    39  // Directory not empty
#define EOVERFLOW    75  // Value too large to be stored in data type
#define ETIMEDOUT    110 // Connection timed out
