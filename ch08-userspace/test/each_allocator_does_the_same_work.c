// SPDX-License-Identifier: MIT
// Red when memory/slab.c has
//     block = (void *)(first + (size_t)slab->ncut * (class->nbytes - 16));
// instead of
//     block = (void *)(first + (size_t)slab->ncut * class->nbytes);
// Red when memory/region.c lacks
//     frame_free(found.address);

#include "memory/frame.h"
#include "memory/heap.h"
#include "test/runner.h"
#include "memory/workload.h"

static const struct allocator *const allocators[] = {
    &bump_allocator,
    &free_list_allocator,
    &size_class_allocator,
};

TEST(each_allocator_does_the_same_work)
{
    static const struct workload mix = {500, 4000, 3000};
    const struct allocator *usual = heap_allocator();
    heap_use(&bump_allocator); // gives back what the usual one keeps
    for (size_t i = 0; i < ARRAY_LENGTH(allocators); i++) {
        size_t before = frame_nfree();
        heap_use(allocators[i]);
        struct workload_result result = workload_run(&mix);
        EXPECT_EQUAL(result.nblocks_damaged, 0);
        EXPECT_EQUAL(result.nfailed, 0);
        allocators[i]->trim();
        EXPECT_EQUAL(frame_nfree(), before);
    }
    heap_use(usual);
}
