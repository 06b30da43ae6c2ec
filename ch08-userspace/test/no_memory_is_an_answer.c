// SPDX-License-Identifier: MIT
// Red when memory/region.c lacks
//     region_shrink(region, done);
// Red when memory/slab.c has
//     if (false) {
//                 return NULL;
//             }
//             slab->class = class;
// instead of
//     if (slab == NULL) {
//                 return NULL;
//             }
//             slab->class = class;

#include "base/required.h"
#include "boot/layout.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "test/runner.h"

static const struct allocator *const allocators[] = {
    &bump_allocator,
    &free_list_allocator,
    &size_class_allocator,
};

static paddr_t taken; // frames, each of which holds the next

static void take_all_but(size_t nleft)
{
    paddr_t frame;
    while (frame_nfree() > nleft && frame_alloc(&frame)) {
        *(paddr_t *)phys_to_virt(frame) = taken;
        taken = frame;
    }
}

static void give_back(void)
{
    while (taken.raw != 0) {
        paddr_t next = *(paddr_t *)phys_to_virt(taken);
        frame_free(taken);
        taken = next;
    }
}

// As many blocks as there is memory for; each holds the next.
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

// With 24 to 0 frames left the heap fails in the midst of all that it does.
TEST(no_memory_is_an_answer)
{
    const struct allocator *usual = heap_allocator();
    for (size_t i = 0; i < ARRAY_LENGTH(allocators); i++) {
        heap_use(allocators[i]);
        size_t before = frame_nfree();
        for (int nleft = 24; nleft >= 0; nleft--) {
            take_all_but((size_t)nleft);
            use_up(100);
            use_up(5000);
            allocators[i]->trim();
            EXPECT_EQUAL(frame_nfree(), nleft);
        }
        give_back();
        EXPECT_EQUAL(frame_nfree(), before);
    }
    heap_use(usual);
}
