// SPDX-License-Identifier: MIT
// trap/report.h - an exception, in words.

#pragma once

#include "trap/trap_frame.h"

// Prints the exception and its place, the registers, the bytes at rip, and a
// backtrace.
void trap_report(const struct trap_frame *frame);

// Panics with this report.
_Noreturn void trap_panic(const struct trap_frame *frame);
