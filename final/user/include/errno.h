// SPDX-License-Identifier: MIT
// user/include/errno.h - why a function of the C library has failed.
//
// System calls return a negative errno. C functions that return NULL, EOF or -1
// for a failure leave the reason here; a function that succeeds does not change
// it.

#pragma once

#include "base/errno.h"

extern int errno;
