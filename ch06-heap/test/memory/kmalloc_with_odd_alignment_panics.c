// SPDX-License-Identifier: MIT
// Breaks: memory/heap.c: KASSERT((alignment & (alignment - 1)) == 0); =>

#include "memory/heap.h"
#include "test/runner.h"

TEST_PANICS(kmalloc_with_odd_alignment_panics,
            "assertion failed: (alignment & (alignment - 1)) == 0")
{
    EXPECT(kmalloc_aligned(100, 48) == NULL);
}
