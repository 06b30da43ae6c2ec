// SPDX-License-Identifier: MIT
// Red when memory/heap.c has
//     return true;
// instead of
//     return (uintptr_t)head >= memory->start &&
//                (uintptr_t)head < memory->end - sizeof(*head);

#include "memory/heap.h"
#include "test/runner.h"

TEST_PANICS(giving_back_a_variable_is_refused,
            "is given back, and is no memory of the heap")
{
    static char variable[64];
    kfree(variable + 32);
}
