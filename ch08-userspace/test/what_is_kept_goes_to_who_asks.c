// SPDX-License-Identifier: MIT
// Red when memory/size_class.c lacks
//     size_class_trim();
//             fill_half(i, hand);
// Red when memory/size_class.c lacks
//     size_class_trim();
//             block = slab_take_large(nbytes);
// Red when memory/free_list.c lacks
//      &&
//             !region_grow(&region, needed)

#include "base/required.h"
#include "boot/layout.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "test/runner.h"
#include "x86/paging.h"

static const struct allocator *const allocators[] = {
    &bump_allocator,
    &free_list_allocator,
    &size_class_allocator,
};

#define NLEFT 4 // a page, and three tables that lead to it

static paddr_t taken; // frames, each of which holds the next

static void take_all_frames(void)
{
    paddr_t frame;
    while (frame_alloc(&frame)) {
        *(paddr_t *)phys_to_virt(frame) = taken;
        taken = frame;
    }
}

static void give_back(size_t count)
{
    while (taken.raw != 0 && count-- > 0) {
        paddr_t next = *(paddr_t *)phys_to_virt(taken);
        frame_free(taken);
        taken = next;
    }
}

static void use_classes(size_t count)
{
    for (size_t i = 0; i < count; i++) {
        void *block = kmalloc((size_t)20 << i);
        EXPECT(block != NULL);
        kfree(block);
    }
}

// No allocator says that there is no memory while it keeps some itself, or
// would like to have more at once than was asked for.
TEST(what_is_kept_goes_to_who_asks)
{
    const struct allocator *usual = heap_allocator();
    for (size_t i = 0; i < ARRAY_LENGTH(allocators); i++) {
        heap_use(allocators[i]);
        take_all_frames();
        EXPECT(kmalloc(3000) == NULL);
        give_back(NLEFT);
        use_classes(4); // each keeps a frame
        void *block = kmalloc(3000);
        EXPECT(block != NULL);
        kfree(block);
        use_classes(5);
        give_back(SIZE_MAX);
    }
    heap_use(usual);
}
