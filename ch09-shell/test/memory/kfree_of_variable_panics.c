// SPDX-License-Identifier: MIT
// Breaks: memory/heap.c: (uintptr_t)header >= memory->start && => true ||

#include "memory/heap.h"
#include "test/runner.h"

TEST_PANICS(kfree_of_variable_panics, "which is not memory of the heap")
{
    static char variable[64];
    kfree(variable + 32);
}
