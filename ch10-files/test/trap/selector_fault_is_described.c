// SPDX-License-Identifier: MIT
// Breaks: trap/report.c: selector >> 3, => selector >> 4,

#include "test/runner.h"

TEST_PANICS(selector_fault_is_described,
            "error code 0x1230: entry 582 of the GDT")
{
    __asm__ volatile("mov %0, %%es" : : "r"(0x1230));
}
