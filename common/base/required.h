// SPDX-License-Identifier: MIT
// base/required.h - all that common/ takes from the chapter it is built into.
//
// The four mem functions are also what the compiler itself calls, in code where
// no call is written: a struct that is assigned, an array that is cleared.
// Every chapter defines them in lib/memory.c, and panic() in lib/panic.c.

#pragma once

#include "base/types.h"

// As in the C standard: n is in bytes, memcpy's two ranges do not overlap.
void *memcpy(void *restrict to, const void *restrict from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *start, int byte, size_t n);
int memcmp(const void *left, const void *right, size_t n);

// Says where and why, and stops the machine for good. May be called from
// anywhere, with any lock held. For our own bugs, and for machines that
// cannot run us; never for what a program or an input did wrong.
#define panic(...) panic(HERE, __VA_ARGS__)
_Noreturn
    __attribute__((format(printf, 2, 3))) void(panic)(const char *where,
                                                      const char *format, ...);
