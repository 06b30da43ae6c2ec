// SPDX-License-Identifier: MIT
// lib/symbol_table.h - the table that common/tools/symbols makes.

#pragma once

#include "base/types.h"

struct symbol {
    uintptr_t address;
    const char *name;
};

// In the order of the addresses. The last entry is the end of the code.
extern const struct symbol symbol_table[], symbol_table_end[];
