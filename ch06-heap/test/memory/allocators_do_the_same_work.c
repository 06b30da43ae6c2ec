// SPDX-License-Identifier: MIT
// Breaks: memory/slab.c: * class->nbytes => * (class->nbytes - 16)
// Breaks: memory/space.c: frame_free(frame); =>

#include "memory/frame.h"
#include "memory/heap.h"
#include "test/runner.h"
#include "memory/workload.h"

static const struct allocator *const allocators[] = {
    &bump_allocator,
    &free_list_allocator,
    &size_class_allocator,
};

TEST(allocators_do_the_same_work)
{
    static const struct workload mix = {500, 4000, 3000};
    const struct allocator *usual = heap_allocator();
    heap_use(&bump_allocator); // frees what the usual one has cached
    for (size_t i = 0; i < ARRAY_LENGTH(allocators); i++) {
        size_t nfree[2];
        heap_use(allocators[i]);
        for (size_t j = 0; j < 2; j++) {
            struct workload_result result = workload_run(&mix);
            EXPECT_EQUAL(result.nblocks_damaged, 0);
            EXPECT_EQUAL(result.nfailed, 0);
            allocators[i]->trim();
            nfree[j] = frame_nfree();
        }
        EXPECT_EQUAL(nfree[0], nfree[1]); // page tables of the first run stay
    }
    heap_use(usual);
}
