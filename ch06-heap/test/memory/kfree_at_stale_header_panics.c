// SPDX-License-Identifier: MIT
// Breaks: memory/heap.c: heap->is_block((char *)memory - header->offset)
//     => true

#include "memory/heap.h"
#include "test/runner.h"

// The second small block's address now lies inside a larger block.
TEST_PANICS(kfree_at_stale_header_panics, "which is not a block of the heap")
{
    heap_use(&free_list_allocator);
    void *first = kmalloc(100), *second = kmalloc(100);
    kfree(second);
    kfree(first);
    EXPECT(kmalloc(300) == first);
    kfree(second);
}
