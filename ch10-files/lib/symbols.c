// SPDX-License-Identifier: MIT
// lib/symbols.c - the names of the kernel's functions, for reports.

#include "lib/symbols.h"

#include "base/kprintf.h"
#include "lib/symbol_table.h"

const char *symbol_at(uintptr_t address, size_t *offset)
{
    size_t count = (size_t)(symbol_table_end - symbol_table);
    if (count == 0 || address < symbol_table[0].address ||
        address >= symbol_table[count - 1].address) {
        return NULL; // the last entry is the end of the code
    }
    // The table is sorted. The function's entry stays in [low, high).
    size_t low = 0, high = count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (symbol_table[middle].address <= address) {
            low = middle;
        } else {
            high = middle;
        }
    }
    *offset = address - symbol_table[low].address;
    return symbol_table[low].name;
}

// Looks up one address and prints another one, nbehind bytes after it.
static void print(uintptr_t address, size_t nbehind)
{
    size_t offset;
    const char *name = symbol_at(address, &offset);
    kprintf("%p", (void *)(address + nbehind));
    if (name != NULL) {
        kprintf(" %s+0x%zx", name, offset + nbehind);
    }
}

void symbol_print(uintptr_t address)
{
    print(address, 0);
}

void symbol_print_return(uintptr_t address)
{
    print(address - 1, 1);
}
