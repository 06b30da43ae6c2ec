// SPDX-License-Identifier: MIT
// process/enter.h - the way to ring 3, for the first time.

#pragma once

#include "base/types.h"

// process/enter.asm: begins the current thread's program in ring 3, at rip,
// with rsp as its stack pointer and zero in all other registers.
_Noreturn void enter_program(uintptr_t rip, uintptr_t rsp);
