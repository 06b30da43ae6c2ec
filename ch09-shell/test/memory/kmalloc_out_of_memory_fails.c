// SPDX-License-Identifier: MIT
// Breaks: memory/slab.c: alloc_frames(1) => alloc_frames(1) ?: (void *)8

#include "base/required.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "test/hoard.h"
#include "test/runner.h"

// Allocates all blocks that there is memory for; each points to the one before.
static void use_up(size_t nbytes)
{
    void **first = NULL, **block;
    while ((block = kmalloc(nbytes)) != NULL) {
        *block = first;
        first = block;
    }
    EXPECT(kcalloc(1, nbytes) == NULL);
    while (first != NULL) {
        void **next = *first;
        kfree(first);
        first = next;
    }
}

// With 0 to 24 frames left, memory runs out at each step of the heap's work.
TEST(kmalloc_out_of_memory_fails)
{
    size_class_trim();
    size_t before = frame_nfree();
    for (size_t nleft = 0; nleft <= 24; nleft++) {
        hoard_all_but(nleft);
        use_up(100);
        use_up(5000);
        size_class_trim();
        EXPECT_EQUAL(frame_nfree(), nleft);
        hoard_free_all();
    }
    EXPECT_EQUAL(frame_nfree(), before);
}
