// SPDX-License-Identifier: MIT
// Breaks: lib/symbols.c: if (symbol_table[middle].address <= address) {
//     => if (symbol_table[middle].address < address) {

#include "base/string.h"
#include "boot/linker_symbols.h"
#include "lib/symbols.h"
#include "test/runner.h"

static bool is_named(uintptr_t address, const char *expected, size_t distance)
{
    size_t offset;
    const char *name = symbol_at(address, &offset);
    return name != NULL && strcmp(name, expected) == 0 && offset == distance;
}

TEST(symbols_have_their_names)
{
    size_t offset;
    EXPECT(is_named((uintptr_t)strlen, "strlen", 0));
    EXPECT(is_named((uintptr_t)symbol_at + 5, "symbol_at", 5));
    EXPECT(is_named((uintptr_t)symbols_have_their_names + 1,
                    "symbols_have_their_names", 1));
    EXPECT(symbol_at(0, &offset) == NULL);
    EXPECT(symbol_at((uintptr_t)text_end, &offset) == NULL);
    EXPECT(symbol_at((uintptr_t)text_start - 1, &offset) == NULL);
    EXPECT(symbol_at(UINTPTR_MAX, &offset) == NULL);
}
