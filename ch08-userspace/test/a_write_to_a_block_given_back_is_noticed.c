// SPDX-License-Identifier: MIT
// Red when memory/heap.c lacks
//     fill_with_poison(block);
// Red when memory/heap.c lacks
//     heap_use(heap); // nothing stays that is free and has no pattern

#include "memory/heap.h"
#include "test/runner.h"

TEST_PANICS(a_write_to_a_block_given_back_is_noticed, "byte 50 of the block at")
{
    void *first = kmalloc(100), *second = kmalloc(100);
    kfree(first); // without the pattern: nobody is to be blamed for these
    kfree(second);
    heap_poison();
    volatile char *block = kmalloc(100);
    kfree((void *)block);
    block[50] = 1;
    EXPECT(kmalloc(100) != NULL);
}
