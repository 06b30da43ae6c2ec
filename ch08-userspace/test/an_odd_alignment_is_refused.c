// SPDX-License-Identifier: MIT
// Red when memory/heap.c lacks
//     KASSERT((alignment & (alignment - 1)) == 0); // a power of two

#include "memory/heap.h"
#include "test/runner.h"

TEST_PANICS(an_odd_alignment_is_refused,
            "assertion failed: (alignment & (alignment - 1)) == 0")
{
    EXPECT(kmalloc_aligned(100, 48) == NULL);
}
