// SPDX-License-Identifier: MIT
// Breaks: memory/heap.c: if (nbytes > NBYTES_MAX) { => if (0) {

#include "boot/paging.h"
#include "memory/heap.h"
#include "test/runner.h"

TEST(kmalloc_handles_edge_sizes)
{
    void *nothing = kmalloc(0), *other = kmalloc(0);
    EXPECT(nothing != NULL && other != NULL && nothing != other);
    kfree(nothing);
    kfree(other);
    kfree(NULL);

    EXPECT(kmalloc(SIZE_MAX) == NULL);
    EXPECT(kmalloc(SIZE_MAX - 30) == NULL); // with both headers it wraps
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
