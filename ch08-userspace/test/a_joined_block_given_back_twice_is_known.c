// SPDX-License-Identifier: MIT
// Red when memory/free_list.c lacks
//     || !is_in_use(chunk)

#include "memory/heap.h"
#include "test/runner.h"

// The free list makes one piece of both: none starts any more where the second
// was.
TEST_PANICS(a_joined_block_given_back_twice_is_known, "is given back twice")
{
    heap_use(&free_list_allocator);
    void *first = kmalloc(100), *second = kmalloc(100), *last = kmalloc(100);
    EXPECT(last != NULL);
    kfree(first);
    kfree(second);
    kfree(second);
}
