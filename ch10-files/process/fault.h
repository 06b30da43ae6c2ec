// SPDX-License-Identifier: MIT
// process/fault.h - an exception in a program ends its process.

#pragma once

#include "trap/trap_frame.h"

// Logs the exception and ends the current process; does not return.
void fault_handle_exception(struct trap_frame *frame);

// For each return from a trap to a program: ends the current process if it was
// killed, or if the return would fault in ring 0.
void fault_handle_return(struct trap_frame *frame);
