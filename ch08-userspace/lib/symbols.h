// SPDX-License-Identifier: MIT
// lib/symbols.h - the names of the kernel's functions, for reports.
//
// The table is made by the build (common/tools/symbols): the kernel is linked
// once without it, the addresses are read out, and it is linked again with it.

#pragma once

#include "base/types.h"

// The function that holds the address, and how far behind its start that is;
// NULL if the address is in no function of the kernel. *offset is in bytes.
const char *symbol_at(uintptr_t address, size_t *offset);

// Prints "0xffffffff80110b20 kernel_main+0x10", or the number alone.
void symbol_print(uintptr_t address);

// The same for an address to return to, which lies behind a call. A call that
// never returns may be the last instruction of its function, and what lies
// behind it is another function: so the name is that of the byte before.
void symbol_print_return(uintptr_t address);
