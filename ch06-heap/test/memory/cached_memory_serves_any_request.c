// SPDX-License-Identifier: MIT
// Breaks: memory/size_class.c:      fill_half(i, cache); =>
// Breaks: memory/size_class.c: block == NULL => false
// Breaks: memory/free_list.c: !region_grow(&region, needed) => true

#include "base/required.h"
#include "boot/paging.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "test/hoard.h"
#include "test/runner.h"

static const struct allocator *const allocators[] = {
    &bump_allocator,
    &free_list_allocator,
    &size_class_allocator,
};

#define NLEFT 4 // a page, and three tables that lead to it

static void use_classes(size_t count)
{
    for (size_t i = 0; i < count; i++) {
        void *block = kmalloc((size_t)20 << i);
        EXPECT(block != NULL);
        kfree(block);
    }
}

// No allocator refuses a request while it caches free memory, or because it
// tries to grow by more than the request needs.
TEST(cached_memory_serves_any_request)
{
    const struct allocator *usual = heap_allocator();
    for (size_t i = 0; i < ARRAY_LENGTH(allocators); i++) {
        heap_use(allocators[i]);
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
    heap_use(usual);
}
