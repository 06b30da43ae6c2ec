// SPDX-License-Identifier: MIT
// user/include/fcntl.h - what the library has of POSIX's <fcntl.h>: open() and
// its flags.

#pragma once

#include "user/lib/system.h"
