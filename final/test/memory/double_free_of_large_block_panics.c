// SPDX-License-Identifier: MIT
// Breaks: memory/size_class.c: address == slab + 1; => false; // a large one

#include "memory/heap.h"
#include "test/runner.h"

// At the second kfree() the block's frames are free.
TEST_PANICS(double_free_of_large_block_panics, "double free of block")
{
    void *block = kmalloc(10000);
    kfree(block);
    kfree(block);
}
