// SPDX-License-Identifier: MIT
// thread/user_context.h - a program's state besides its trap frame.
//
// A context is loaded when a thread that has one is switched to, and stays
// loaded until a thread with another context is. So a switch to a kernel thread
// and back costs nothing: the kernel is in every address space, and uses none
// of these registers.

#pragma once

#include "cpu/fpu.h"
#include "cpu/selectors.h"
#include "memory/space.h"

struct user_context {
    struct space space;         // its own lock
    struct fpu_state fpu;       // valid while not loaded, like selectors; both
    struct selectors selectors; // are for this CPU alone, interrupts off
};

// Makes an empty address space, and the registers with which a program begins.
// Returns -ENOMEM if there is no memory for the page tables.
MUST_USE int user_context_init(struct user_context *context);

// Loads a context, unless it is loaded, and saves the registers of the one that
// was. With interrupts off, by the scheduler.
void user_context_load(struct user_context *context);

// Drops the context that is loaded: this CPU returns to the kernel's address
// space and saves nothing. With interrupts off; before space_destroy().
void user_context_unload(void);
