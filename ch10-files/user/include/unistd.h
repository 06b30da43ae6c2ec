// SPDX-License-Identifier: MIT
// user/include/unistd.h - what the library has of POSIX's <unistd.h>: read(),
// write(), close(), dup3(), getpid(), setpgid() and sbrk().

#pragma once

#include "user/lib/system.h"
