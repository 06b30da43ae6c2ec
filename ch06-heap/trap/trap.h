// SPDX-License-Identifier: MIT
// trap/trap.h - calls the handler of an exception or interrupt.

#pragma once

#include "trap/trap_frame.h"
#include "trap/vectors.h"

// Runs with interrupts off, on the interrupted stack or an IST stack. After it,
// the interrupted code goes on; a change of the frame changes its registers.
typedef void trap_handler(struct trap_frame *frame);

// Sets the handler of a vector; NULL removes it. An exception without a handler
// ends in a panic; any other vector without one is logged and ignored.
// Returns the previous handler.
trap_handler *trap_set_handler(unsigned vector, trap_handler *handler);
