// SPDX-License-Identifier: MIT
// Red when memory/heap.c lacks
//     KASSERT(usage.nblocks == 0); // it would be given back to another one

#include "memory/heap.h"
#include "test/runner.h"

TEST_PANICS(the_allocator_is_not_changed_in_use,
            "assertion failed: usage.nblocks == 0")
{
    EXPECT(kmalloc(100) != NULL);
    heap_use(&bump_allocator);
}
