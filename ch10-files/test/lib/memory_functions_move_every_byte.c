// SPDX-License-Identifier: MIT
// Breaks: lib/memory.c: rep_movsb(to + n - tail, => rep_movsb(to + n,

#include "base/string.h"
#include "test/runner.h"

// Lengths on both sides of a machine word, so that whole words and the bytes
// left over both occur. The host's tests try many more (test/lib/host/).
TEST(memory_functions_move_every_byte)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    char copy[sizeof(digits)];
    for (size_t n = 0; n <= sizeof(digits); n++) {
        memset(copy, '.', sizeof(copy));
        memcpy(copy, digits, n);
        EXPECT(memcmp(copy, digits, n) == 0);
        for (size_t i = n; i < sizeof(copy); i++) {
            EXPECT_EQUAL(copy[i], '.');
        }
    }
    memcpy(copy, digits, sizeof(copy));
    memmove(copy + 1, copy, 20); // overlapping, upward and downward
    EXPECT(strncmp(copy, "00123456789abcdef01234", 21) == 0);
    memmove(copy, copy + 1, 20);
    EXPECT(strncmp(copy, "0123456789abcdef0123", 20) == 0);
}
