// SPDX-License-Identifier: MIT
// Red when memory/heap.c has
//     if (head->state == state_for(GIVEN_BACK, memory) && head->state
// instead of
//     if (!is_memory_of_heap(head) || head->state

#include "memory/heap.h"
#include "test/runner.h"

TEST_PANICS(giving_back_what_is_no_block_is_refused,
            "is given back, and is no block of the heap")
{
    char *block = kmalloc(100);
    kfree(block + 32);
}
