// SPDX-License-Identifier: MIT
// trap/report.h - an exception, in words.

#pragma once

#include "trap/trap_frame.h"

// What happened and where, the registers, the bytes of the code, and who called
// whom.
void trap_report(const struct trap_frame *frame);

// The same as a panic.
_Noreturn void trap_panic(const struct trap_frame *frame);
