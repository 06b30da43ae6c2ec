// SPDX-License-Identifier: MIT
// Breaks: memory/free_list.c: != 0 && !is_in_use(before(chunk)) => != 0 && 0

#include "memory/heap.h"
#include "test/runner.h"

#define COUNT 2000

// Blocks that grow a little each time, so that a hole is never large enough if
// it is not joined with its neighbours, while one block stays in use.
static size_t nbytes_held(const struct allocator *allocator)
{
    struct allocator_usage usage;
    heap_use(allocator);
    void *one = kmalloc(16), *last = NULL;
    for (size_t i = 0; i < COUNT; i++) {
        void *next = kmalloc(500 + i);
        EXPECT(next != NULL);
        kfree(last);
        last = next;
    }
    allocator->measure(&usage);
    kfree(last);
    kfree(one);
    return usage.nbytes_held;
}

TEST(long_load_exhausts_bump_alone)
{
    const struct allocator *usual = heap_allocator();
    EXPECT(nbytes_held(&bump_allocator) > 2000000); // the bytes of all blocks
    EXPECT(nbytes_held(&free_list_allocator) < 100000);
    EXPECT(nbytes_held(&size_class_allocator) < 100000);
    heap_use(usual);
}
