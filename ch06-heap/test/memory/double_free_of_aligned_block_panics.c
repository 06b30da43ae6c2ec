// SPDX-License-Identifier: MIT
// Breaks: memory/heap.c: && header->offset == sizeof(*header)) { => ) {
// Breaks: memory/heap.c: header->state = 0; =>

#include "base/required.h"
#include "memory/heap.h"
#include "test/runner.h"

// All calls get the same block, since both sizes have the same class.
TEST_PANICS(double_free_of_aligned_block_panics, "double free of block")
{
    heap_poison();
    kfree(kmalloc(130));
    void *block = kmalloc_aligned(20, 128);
    EXPECT(block != NULL);
    memset(block, 0, 20);
    kfree(block);
    kfree(kmalloc(130)); // its zeros are not a use after free
    block = kmalloc_aligned(20, 128);
    kfree(block);
    kfree(block);
}
