// SPDX-License-Identifier: MIT
// Breaks: memory/size_class.c:      fill_half(i, cache); =>
// Breaks: memory/size_class.c: block == NULL => false

#include "base/required.h"
#include "boot/paging.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "test/hoard.h"
#include "test/runner.h"

#define NLEFT 4 // a page, and three tables that lead to it

static void use_classes(size_t count)
{
    for (size_t i = 0; i < count; i++) {
        void *block = kmalloc((size_t)20 << i);
        EXPECT(block != NULL);
        kfree(block);
    }
}

// A request does not fail while the heap itself has memory in its caches.
TEST(cached_memory_serves_any_request)
{
    size_class_trim(); // no block of an earlier test is cached
    hoard_all_but(0);
    EXPECT(kmalloc(3000) == NULL);
    hoard_free(NLEFT);
    use_classes(4); // each keeps a frame
    void *block = kmalloc(3000);
    EXPECT(block != NULL);
    kfree(block);
    use_classes(5);
    hoard_free_all();
}
