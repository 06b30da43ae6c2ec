// SPDX-License-Identifier: MIT
// Red when memory/heap.c has
//     true;
// instead of
//     heap->is_block((char *)memory - head->offset);

#include "memory/heap.h"
#include "test/runner.h"

// Where a small block was there is now the midst of a larger one.
TEST_PANICS(an_old_head_within_a_block_is_none,
            "is given back, and is no block of the heap")
{
    heap_use(&free_list_allocator);
    void *first = kmalloc(100), *second = kmalloc(100);
    kfree(second);
    kfree(first);
    EXPECT(kmalloc(300) == first);
    kfree(second);
}
