// SPDX-License-Identifier: MIT
// Breaks: memory/free_list.c: || !is_in_use(chunk) =>

#include "memory/heap.h"
#include "test/runner.h"

// The free list joins both chunks, so no chunk starts any more where the second
// one was.
TEST_PANICS(double_free_of_coalesced_block_panics, "double free of block")
{
    heap_use(&free_list_allocator);
    void *first = kmalloc(100), *second = kmalloc(100), *last = kmalloc(100);
    EXPECT(last != NULL);
    kfree(first);
    kfree(second);
    kfree(second);
}
