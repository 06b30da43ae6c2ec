// SPDX-License-Identifier: MIT
// Breaks: memory/slab.c: alloc_frames(1) => alloc_frames(1) ?: (void *)8

#include "base/required.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "test/hoard.h"
#include "test/runner.h"

static const struct allocator *const allocators[] = {
    &bump_allocator,
    &free_list_allocator,
    &size_class_allocator,
};

// Allocates all blocks that there is memory for; each points to the one before.
static void use_up(size_t nbytes)
{
    void **first = NULL, **block;
    while ((block = kmalloc(nbytes)) != NULL) {
        *block = first;
        first = block;
    }
    EXPECT(kcalloc(1, nbytes) == NULL);
    if (first != NULL) {
        EXPECT(krealloc(first, 50 * nbytes) == NULL);
    }
    while (first != NULL) {
        void **next = *first;
        kfree(first);
        first = next;
    }
}

// With 0 to 24 frames left, memory runs out at each step of the heap's work.
// Only page tables stay allocated: two for each allocator.
TEST(kmalloc_out_of_memory_fails)
{
    const struct allocator *usual = heap_allocator();
    for (size_t i = 0; i < ARRAY_LENGTH(allocators); i++) {
        heap_use(allocators[i]);
        size_t before = frame_nfree(), ntables = 0;
        for (size_t nleft = 0; nleft <= 24; nleft++) {
            hoard_all_but(nleft);
            use_up(100);
            use_up(5000);
            allocators[i]->trim();
            ntables += nleft - frame_nfree();
            EXPECT(ntables <= 2);
            hoard_free_all();
        }
        EXPECT_EQUAL(frame_nfree(), before - ntables);
    }
    heap_use(usual);
}
