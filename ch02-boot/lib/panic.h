// SPDX-License-Identifier: MIT
// lib/panic.h - reports why the kernel stops, and stops it.
//
// panic() itself is declared in base/required.h, because common/ calls it too.

#pragma once

#include "base/required.h"

// Panics unless the condition holds: the kernel has a bug. Always compiled in.
#define KASSERT(condition)                             \
    do {                                               \
        if (!(condition)) {                            \
            panic("assertion failed: %s", #condition); \
        }                                              \
    } while (0)

// hook() runs before a panic prints its report; chapter 3 sets the screen's
// colours there. There is one hook; NULL removes it.
void panic_set_hook(void (*hook)(void));
