// SPDX-License-Identifier: MIT
// Breaks: memory/free_list.c: if (!is_in_use(next)) { => if (0) {

#include "memory/heap.h"
#include "test/runner.h"

#define COUNT 64

// Frees every second block, then the others, each between two free chunks.
TEST(heap_coalesces_to_one_block)
{
    const struct allocator *usual = heap_allocator();
    struct allocator_usage usage;
    void *blocks[COUNT];
    heap_use(&free_list_allocator);
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = kmalloc(1 + i * 10);
    }
    for (size_t i = 0; i < COUNT; i += 2) {
        kfree(blocks[i]);
    }
    free_list_allocator.measure(&usage);
    EXPECT_EQUAL(usage.nholes, COUNT / 2 + 1); // and what lies behind the last
    for (size_t i = 1; i < COUNT; i += 2) {
        kfree(blocks[i]);
    }
    free_list_allocator.measure(&usage);
    EXPECT_EQUAL(usage.nblocks, 0);
    EXPECT_EQUAL(usage.nholes, 1);
    heap_use(usual);
}
