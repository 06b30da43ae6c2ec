// SPDX-License-Identifier: MIT
// Breaks: memory/heap.c: KASSERT(usage.nblocks == 0); =>

#include "memory/heap.h"
#include "test/runner.h"

TEST_PANICS(allocator_change_in_use_panics,
            "assertion failed: usage.nblocks == 0")
{
    EXPECT(kmalloc(100) != NULL);
    heap_use(&bump_allocator);
}
