// SPDX-License-Identifier: MIT
// Red when memory/heap.c has
//     if (0) {
// instead of
//     if (nbytes > NBYTES_MAX) {

#include "memory/heap.h"
#include "test/runner.h"
#include "x86/paging.h"

TEST(sizes_at_the_edges_are_right)
{
    void *nothing = kmalloc(0), *other = kmalloc(0);
    EXPECT(nothing != NULL && other != NULL && nothing != other);
    kfree(nothing);
    kfree(other);
    kfree(NULL);

    EXPECT(kmalloc(SIZE_MAX) == NULL);
    EXPECT(kmalloc(SIZE_MAX - 30) == NULL); // with the head it is small
    EXPECT(kmalloc_aligned(SIZE_MAX - 30, PAGE_SIZE) == NULL);
    EXPECT(kcalloc(SIZE_MAX / 16 + 2, 16) == NULL); // the product is 16
    for (size_t alignment = 1; alignment <= PAGE_SIZE; alignment *= 2) {
        void *block = kmalloc_aligned(100, alignment);
        EXPECT(is_aligned((uintptr_t)block, alignment));
        kfree(block);
    }
    uint8_t *bytes = kcalloc(3, 1000);
    for (size_t i = 0; bytes != NULL && i < 3000; i++) {
        EXPECT(bytes[i] == 0);
        bytes[i] = (uint8_t)i;
    }
    uint8_t *more = krealloc(bytes, 9000);
    for (size_t i = 0; more != NULL && i < 3000; i++) {
        EXPECT(more[i] == (uint8_t)i);
    }
    kfree(more);
}
