// SPDX-License-Identifier: MIT
// boot/linker_symbols.h - symbols that kernel.ld and the assembly define.
//
// Only their addresses have a meaning.

#pragma once

#include "base/types.h"

extern const uint8_t kernel_start[], kernel_end[]; // kernel.ld: all parts
extern const uint8_t text_start[], text_end[];     // the code
extern const uint8_t symbols_start[];              // the table of symbols
extern const uint8_t data_start[];           // the variables, up to kernel_end
extern const uint8_t boot_stack_guard[];     // higher_half.asm
extern const uint8_t boot_pml4[], boot_pt[]; // tables.asm, physical
