// SPDX-License-Identifier: MIT
// Breaks: memory/frame.c: bitmap_remove(& => // bitmap_remove(&
// Breaks: memory/frame.c: bitmap_add(&free_frames => // bitmap_add(&free_frames

#include "boot/layout.h"
#include "boot/paging.h"
#include "memory/frame.h"
#include "test/runner.h"

static uint64_t *memory_of(paddr_t frame)
{
    return phys_to_virt(frame);
}

// Allocates every free frame and writes its own address into it.
static size_t take_all(paddr_t *taken)
{
    size_t count = 0;
    while (frame_alloc(&taken[count])) {
        uint64_t *words = memory_of(taken[count]);
        EXPECT(words[0] == 0 && words[PAGE_SIZE / sizeof(*words) - 1] == 0);
        words[0] = taken[count].raw;
        count++;
    }
    return count;
}

// Frees the frames in an order unrelated to that of their allocation. Each must
// still hold its own address: no frame was allocated twice.
static void free_all_frames(paddr_t *taken, size_t count)
{
    uint32_t random = 1;
    while (count > 0) {
        random = random * 1664525 + 1013904223;
        size_t i = (random >> 8) % count;
        EXPECT_EQUAL(*memory_of(taken[i]), taken[i].raw);
        frame_free(taken[i]);
        taken[i] = taken[--count];
    }
}

TEST(frames_can_all_be_taken_twice)
{
    paddr_t list;
    size_t before = frame_nfree();
    size_t list_frames = before * sizeof(paddr_t) / PAGE_SIZE + 1;
    if (!EXPECT(frame_alloc_run(list_frames, UINT64_MAX, &list))) {
        return;
    }
    for (int round = 0; round < 2; round++) {
        size_t count = take_all(phys_to_virt(list));
        EXPECT_EQUAL(count, before - list_frames);
        EXPECT_EQUAL(frame_nfree(), 0);
        free_all_frames(phys_to_virt(list), count);
    }
    frame_free_run(list, list_frames);
    EXPECT_EQUAL(frame_nfree(), before);
}
