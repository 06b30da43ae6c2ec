// SPDX-License-Identifier: MIT
// Red when memory/kernel_space.c has
//     {data_start, kernel_end, PTE_WRITE},
// instead of
//     {data_start, kernel_end, PTE_WRITE | PTE_NX},

#include "test/runner.h"

static uint8_t variable = 0xC3; // as code: ret

TEST_PANICS(executing_a_variable_is_refused,
            "that is in the kernel's variables")
{
    __asm__ volatile("call *%0" : : "r"(&variable) : "memory");
}
