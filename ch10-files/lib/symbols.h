// SPDX-License-Identifier: MIT
// lib/symbols.h - the names of the kernel's functions, for reports.
//
// The build makes the table (common/tools/symbols): it links the kernel once
// without the table, reads the addresses, and links it again with the table.

#pragma once

#include "base/types.h"

// Returns the name of the function that contains the address, and in *offset
// the distance in bytes from its start; NULL if it is in no kernel function.
const char *symbol_at(uintptr_t address, size_t *offset);

// Prints "0xffffffff80110b20 kernel_main+0x10", or the address alone if it is
// in no function.
void symbol_print(uintptr_t address);

// The same for a return address, which lies after a call instruction. A call
// that never returns may be the last instruction of its function, and then the
// return address is already in the next function. So the byte before it is
// looked up.
void symbol_print_return(uintptr_t address);
