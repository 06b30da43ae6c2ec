// SPDX-License-Identifier: MIT
// Red when memory/size_class.c has
//     return false; // a large one
// instead of
//     return address == slab + 1; // a large one

#include "memory/heap.h"
#include "test/runner.h"

// Its frames are nobody's meanwhile.
TEST_PANICS(a_large_block_given_back_twice_is_known, "is given back twice")
{
    void *block = kmalloc(10000);
    kfree(block);
    kfree(block);
}
