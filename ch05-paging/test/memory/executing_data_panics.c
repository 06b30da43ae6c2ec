// SPDX-License-Identifier: MIT
// Breaks: memory/kernel_space.c: {data_start, kernel_end, PTE_WRITE | PTE_NX},
//     => {data_start, kernel_end, PTE_WRITE},

#include "test/runner.h"

static uint8_t variable = 0xC3; // as code: ret

TEST_PANICS(executing_data_panics, "the page does not allow it")
{
    __asm__ volatile("call *%0" : : "r"(&variable) : "memory");
}
