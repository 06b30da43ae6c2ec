// SPDX-License-Identifier: MIT

#include "memory/heap.h"
#include "test/runner.h"

#define NHOLES 4

static const size_t sizes[NHOLES] = {900, 300, 600, 1200};

// Holes of these sizes, made in this order, each between two blocks in use.
static void make_holes(const size_t order[NHOLES], char *holes[NHOLES],
                       void *walls[NHOLES])
{
    for (size_t i = 0; i < NHOLES; i++) {
        holes[i] = kmalloc(sizes[i]);
        walls[i] = kmalloc(16);
        EXPECT(holes[i] != NULL && walls[i] != NULL);
    }
    for (size_t i = 0; i < NHOLES; i++) {
        kfree(holes[order[i]]);
    }
}

static void try_order(const size_t order[NHOLES])
{
    struct allocator_usage before, after;
    char *holes[NHOLES];
    void *walls[NHOLES];
    make_holes(order, holes, walls);
    free_list_allocator.measure(&before);

    // Larger than one hole, smaller than another.
    char *small = kmalloc(250), *middle = kmalloc(500), *large = kmalloc(850);
    EXPECT(small == holes[1]);
    EXPECT(middle == holes[2]);
    EXPECT(large == holes[0]);
    // What was spared is still there, and fits to the byte.
    char *largest = kmalloc(1200);
    EXPECT(largest == holes[3]);
    // What is in no hole comes from behind.
    char *elsewhere = kmalloc(2000);
    EXPECT(elsewhere > (char *)walls[NHOLES - 1]);

    free_list_allocator.measure(&after);
    EXPECT_EQUAL(after.nbytes_held, before.nbytes_held);
    kfree(small);
    kfree(middle);
    kfree(large);
    kfree(largest);
    kfree(elsewhere);
    for (size_t i = 0; i < NHOLES; i++) {
        kfree(walls[i]);
    }
    free_list_allocator.measure(&after);
    EXPECT_EQUAL(after.nholes, 1);
}

TEST(the_smallest_hole_that_is_large_enough_is_taken)
{
    static const size_t orders[][NHOLES] = {
        {0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}, {2, 0, 3, 1}};
    const struct allocator *usual = heap_allocator();
    heap_use(&free_list_allocator);
    for (size_t i = 0; i < ARRAY_LENGTH(orders); i++) {
        try_order(orders[i]);
    }
    heap_use(usual);
}
