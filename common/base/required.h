// SPDX-License-Identifier: MIT
// base/required.h - what common/ requires of the chapter that it is built into.
//
// The compiler itself calls the four mem functions too, to assign a struct or
// to clear an array. Each chapter defines them in lib/memory.c, and panic() in
// lib/panic.c.

#pragma once

#include "base/types.h"

// As in the C standard: n is in bytes, memcpy's two ranges do not overlap.
void *memcpy(void *restrict to, const void *restrict from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *start, int byte, size_t n);
int memcmp(const void *left, const void *right, size_t n);

// Prints the place and the reason, and stops the machine for good. May be
// called anywhere, with any lock held. For bugs of the kernel and for machines
// that it cannot run on; never for an error of a program or of an input.
#define panic(...) panic(HERE, __VA_ARGS__)
_Noreturn
    __attribute__((format(printf, 2, 3))) void(panic)(const char *where,
                                                      const char *format, ...);
