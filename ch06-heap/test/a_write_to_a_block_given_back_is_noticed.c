// SPDX-License-Identifier: MIT
// Red when memory/heap.c lacks
//     fill_with_poison(block);

#include "memory/heap.h"
#include "test/runner.h"

TEST_PANICS(a_write_to_a_block_given_back_is_noticed,
            "was written to after it was given back")
{
    volatile char *block = kmalloc(100);
    heap_poison();
    kfree((void *)block);
    block[50] = 1;
    EXPECT(kmalloc(100) != NULL);
}
