// SPDX-License-Identifier: MIT
// user/include/sys/stat.h - what the library has of POSIX's <sys/stat.h>:
// stat(), fstat(), mkdir(), chmod(), struct stat and the bits of st_mode.

#pragma once

#include "user/lib/system.h"
