// SPDX-License-Identifier: MIT
// trap/trap.h - who is told when the CPU interrupts what it does.

#pragma once

#include "trap/trap_frame.h"
#include "trap/vectors.h"

// Runs with interrupts off, on whatever stack was in use. To return is to go on
// with the interrupted code; changing the frame changes its registers.
typedef void trap_handler(struct trap_frame *frame);

// From now on handler is told of this vector; NULL: nobody is. An exception
// that nobody is told of ends in a panic; any other vector is logged and let
// go.
// Returns who was told before.
trap_handler *trap_set_handler(unsigned vector, trap_handler *handler);

// on_fault() is told of the exceptions that programs cause, in the place of the
// vector's handler; on_return(), whatever the trap was, before a program goes
// on. Both may switch to another thread, and need not return. Once, by
// process/fault.c.
void trap_set_program_handlers(trap_handler *on_fault, trap_handler *on_return);
