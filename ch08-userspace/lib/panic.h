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

// A panic whose report is more than a line: begin, which prints "PANIC", then
// print the rest, and end. A second panic, in between or afterwards, says only
// where it was.
void panic_begin(const char *where);
_Noreturn void panic_end(void);

// What a function built with -fno-omit-frame-pointer leaves on the stack. The
// frame pointer register rbp points at the newest one.
struct stack_frame {
    struct stack_frame *caller;
    void *return_address;
};

// Prints where a function will return to: who called it.
void print_caller(uintptr_t return_address);

// Prints who called whom, a line each, from this frame on, which must be
// readable.
void print_backtrace(const struct stack_frame *frame);
