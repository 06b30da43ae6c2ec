// SPDX-License-Identifier: MIT
// Breaks: memory/heap.c: header->state != state_for(IN_USE, memory)
//     => header->state == state_for(FREED, memory)

#include "memory/heap.h"
#include "test/runner.h"

TEST_PANICS(kfree_inside_block_panics, "which is not a block of the heap")
{
    char *block = kmalloc(100);
    kfree(block + 32);
}
