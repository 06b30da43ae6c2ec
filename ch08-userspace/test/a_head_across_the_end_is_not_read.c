// SPDX-License-Identifier: MIT
// Red when memory/heap.c has
//     (uintptr_t)head < memory->end;
// instead of
//     (uintptr_t)head < memory->end - sizeof(*head);

#include "memory/heap.h"
#include "test/runner.h"

// Half of it would lie in the heap, and half where nothing is mapped.
TEST_PANICS(a_head_across_the_end_is_not_read,
            "is given back, and is no memory of the heap")
{
    heap_use(&free_list_allocator);
    EXPECT(kmalloc(100) != NULL);
    kfree((char *)free_list_allocator.memory->end + 8);
}
