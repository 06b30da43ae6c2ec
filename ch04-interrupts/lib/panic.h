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

// For a panic whose report is longer than a line. panic_begin() switches
// interrupts off and prints "PANIC", the caller prints the rest with kprintf(),
// and panic_end() halts. A second panic, between them or afterwards, prints
// only its place.
void panic_begin(const char *where);
_Noreturn void panic_end(void);

// What a function built with -fno-omit-frame-pointer leaves on the stack. The
// frame pointer register rbp points at the newest one.
struct stack_frame {
    struct stack_frame *caller;
    void *return_address;
};

// Prints the place that a function will return to, which names its caller.
void print_caller(uintptr_t return_address);

// Prints the callers, one a line, from this frame outward. The frame must be
// readable memory.
void print_backtrace(const struct stack_frame *frame);
