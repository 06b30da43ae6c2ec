// SPDX-License-Identifier: MIT
// boot/places.h - places that the linker script and the assembly name.
//
// Only their addresses mean anything.

#pragma once

#include "base/types.h"

extern const uint8_t kernel_start[], kernel_end[]; // kernel.ld: all of it
extern const uint8_t text_start[], text_end[];     // the code
extern const uint8_t symbols_start[];              // the table of symbols
extern const uint8_t data_start[];           // the variables, up to the end
extern const uint8_t boot_stack_guard[];     // higher_half.asm
extern const uint8_t boot_pml4[], boot_pt[]; // tables.asm, physical
