// SPDX-License-Identifier: MIT
// Breaks: memory/heap.c: memory->end - sizeof(*header); => memory->end;

#include "memory/heap.h"
#include "test/runner.h"

// Half of the header would lie in the heap, and half where nothing is mapped.
TEST_PANICS(kfree_across_heap_end_panics, "which is not memory of the heap")
{
    heap_use(&free_list_allocator);
    EXPECT(kmalloc(100) != NULL);
    kfree((char *)free_list_allocator.memory->end + 8);
}
