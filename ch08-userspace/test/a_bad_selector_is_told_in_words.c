// SPDX-License-Identifier: MIT
// Red when trap/report.c has
//     selector >> 4,
// instead of
//     selector >> 3,

#include "test/runner.h"

TEST_PANICS(a_bad_selector_is_told_in_words,
            "error code 0x1230: entry 582 of the GDT")
{
    __asm__ volatile("mov %0, %%es" : : "r"(0x1230));
}
