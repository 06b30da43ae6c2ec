// SPDX-License-Identifier: MIT
// Red when memory/heap.c has
//     if (is_poisoning) {
//             fill_with_poison(block);
// instead of
//     if (is_poisoning && head->offset == sizeof(*head)) {
//             fill_with_poison(block);
// Red when memory/heap.c lacks
//     head->state = 0; // of an aligned block the head is elsewhere

#include "base/required.h"
#include "memory/heap.h"
#include "test/runner.h"

// One block all the time: its class is that of both sizes.
TEST_PANICS(an_aligned_block_given_back_twice_is_known, "is given back twice")
{
    heap_poison();
    kfree(kmalloc(130));
    void *block = kmalloc_aligned(20, 128);
    EXPECT(block != NULL);
    memset(block, 0, 20);
    kfree(block);
    kfree(kmalloc(130)); // nobody is to be blamed for the zeros
    block = kmalloc_aligned(20, 128);
    kfree(block);
    kfree(block);
}
