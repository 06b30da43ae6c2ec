// SPDX-License-Identifier: MIT
// Breaks: memory/slab.c: if (slab->nused-- == class->count) {
//     => if (slab->nused-- == class->count + 1) {

#include "memory/heap.h"
#include "test/runner.h"

#define COUNT 1000

static void *blocks[COUNT];

static void take_missing(void)
{
    for (size_t i = 0; i < COUNT; i++) {
        if (blocks[i] == NULL) {
            blocks[i] = kmalloc(200);
        }
        EXPECT(blocks[i] != NULL);
    }
}

static void free_every(size_t step)
{
    for (size_t i = 0; i < COUNT; i += step) {
        kfree(blocks[i]);
        blocks[i] = NULL;
    }
}

// Every second block is freed and allocated again: it must fit into a hole.
TEST(heap_fills_holes_before_new_frames)
{
    struct allocator_usage before, after;
    take_missing();
    size_class_measure(&before);
    free_every(2);
    take_missing();
    size_class_measure(&after);
    EXPECT_EQUAL(after.nbytes_held, before.nbytes_held);
    free_every(1);
}
