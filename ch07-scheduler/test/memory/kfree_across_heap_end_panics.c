// SPDX-License-Identifier: MIT
// Breaks: memory/heap.c: memory->end - sizeof(*header); => memory->end;

#include "memory/heap.h"
#include "test/runner.h"

// Half of the block's header would lie in the heap, and half behind its end.
TEST_PANICS(kfree_across_heap_end_panics, "which is not memory of the heap")
{
    EXPECT(kmalloc(100) != NULL);
    kfree((char *)size_class_memory.end + 8);
}
