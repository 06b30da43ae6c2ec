// SPDX-License-Identifier: MIT
// lib/panic.h - stopping, with the reason.
//
// panic() itself is declared in base/required.h, because common/ calls it too.

#pragma once

#include "base/required.h"

// What must hold, or the kernel has a bug. Always compiled in.
#define KASSERT(condition)                             \
    do {                                               \
        if (!(condition)) {                            \
            panic("assertion failed: %s", #condition); \
        }                                              \
    } while (0)

// hook() runs before a panic prints its report: the screen's colours, later.
// One only; NULL takes it away.
void panic_set_hook(void (*hook)(void));
