// SPDX-License-Identifier: MIT
// trap/stubs.h - the interface between stubs.asm and C.

#pragma once

#include "trap/trap_frame.h"

// trap/stubs.asm: 256 stubs, TRAP_STUB_SIZE bytes apart.
extern const uint8_t trap_stubs[];

// trap/trap.c: called by the stubs, with interrupts off.
void trap_dispatch(struct trap_frame *frame);
