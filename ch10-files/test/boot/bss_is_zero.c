// SPDX-License-Identifier: MIT
// Breaks: boot/kernel.ld:  .data ALIGN(4K) : =>  .data ALIGN(4K) (NOLOAD) :

#include "test/runner.h"

static unsigned char without_value[5000];
static unsigned with_value = 0x12345678;

TEST(bss_is_zero)
{
    for (size_t i = 0; i < sizeof(without_value); i++) {
        EXPECT_EQUAL(without_value[i], 0);
    }
    EXPECT_EQUAL(with_value, 0x12345678);
    without_value[0]++; // or the compiler would take both for constants
    with_value++;
    without_value[0]--;
    with_value--;
}
