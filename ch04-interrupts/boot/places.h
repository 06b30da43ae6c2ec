// SPDX-License-Identifier: MIT
// boot/places.h - places that the linker script and the assembly name.
//
// Only their addresses mean anything.

#pragma once

#include "base/types.h"

extern const uint8_t text_start[], text_end[]; // kernel.ld: the code
extern const uint8_t boot_stack_guard[];       // higher_half.asm
extern const uint8_t boot_pt[];                // tables.asm, physical
