// SPDX-License-Identifier: MIT
// Breaks: memory/heap.c: fill_with_poison(header); => (void *)header;
// Breaks: memory/heap.c: size_class_trim(); =>

#include "memory/heap.h"
#include "test/empty_heap.h"
#include "test/runner.h"

TEST_PANICS(block_use_after_free_panics, "byte 50 of the block at")
{
    void *first = kmalloc(100), *second = kmalloc(100);
    kfree(first); // freed without poison: its bytes are not checked
    kfree(second);
    empty_heap();
    heap_poison();
    volatile char *block = kmalloc(100);
    kfree((void *)block);
    block[50] = 1;
    EXPECT(kmalloc(100) != NULL);
}
