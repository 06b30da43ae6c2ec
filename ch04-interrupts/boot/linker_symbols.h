// SPDX-License-Identifier: MIT
// boot/linker_symbols.h - symbols that kernel.ld and the assembly define.
//
// Only their addresses have a meaning.

#pragma once

#include "base/types.h"

extern const uint8_t text_start[], text_end[]; // kernel.ld: the code
extern const uint8_t boot_stack_guard[];       // higher_half.asm
extern const uint8_t boot_pt[];                // tables.asm, physical
