// SPDX-License-Identifier: MIT
// Breaks: common/base/format.c: int shift = 48 => int shift = 32

#include "base/format.h"
#include "base/string.h"
#include "test/runner.h"

// In 32-bit code there is no instruction to divide such a number.
TEST(kprintf_prints_64_bit_numbers)
{
    char text[64];
    snprintf(text, sizeof(text), "%llu %lld %llx", ~0ULL,
             (long long)(1ULL << 63), 0x0123456789abcdefULL);
    EXPECT(strcmp(text, "18446744073709551615 -9223372036854775808 "
                        "123456789abcdef") == 0);
}
