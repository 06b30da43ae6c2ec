// SPDX-License-Identifier: MIT
// Breaks: memory/free_list.c: shrink(KEEP_FREE); =>
// Breaks: memory/slab.c: if (class->empty == NULL) {
//     => if (class->empty == NULL || class->nbytes == 304) {

#include "memory/frame.h"
#include "memory/heap.h"
#include "test/runner.h"

static const struct allocator *const allocators[] = {
    &bump_allocator,
    &free_list_allocator,
    &size_class_allocator,
};

#define COUNT  1000
#define NKEEPS 40 // frames that an allocator may keep for next time

// One small block at the start stays in use: only bump keeps its frames then.
TEST(heap_gives_frames_back_unasked)
{
    static void *blocks[COUNT];
    const struct allocator *usual = heap_allocator();
    for (size_t i = 0; i < ARRAY_LENGTH(allocators); i++) {
        heap_use(allocators[i]);
        void *stays = kmalloc(16);
        size_t before = frame_nfree();
        for (size_t j = 0; j < COUNT; j++) {
            blocks[j] = kmalloc(280);
            EXPECT(blocks[j] != NULL);
        }
        EXPECT(frame_nfree() < before - COUNT * 280 / 4096 + 16);
        for (size_t j = 0; j < COUNT; j++) {
            kfree(blocks[j]);
        }
        bool is_back = frame_nfree() + NKEEPS >= before;
        EXPECT(is_back == (allocators[i] != &bump_allocator));
        kfree(stays);
    }
    heap_use(usual);
}
