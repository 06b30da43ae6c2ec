// SPDX-License-Identifier: MIT
// Breaks: memory/page_table.c: invlpg((void *)va); =>

#include "boot/layout.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "test/runner.h"

#define PAGE (HEAP_BASE + 5 * PAGE_SIZE)

static int map(uintptr_t va, paddr_t frame)
{
    return space_map(kernel_space(), va, frame, 1, PTE_WRITE | PTE_NX);
}

static int unmap(uintptr_t va)
{
    return space_unmap(kernel_space(), va, 1);
}

// One page, mapped to one frame and then to another, must show each.
TEST(tlb_is_flushed_on_change)
{
    paddr_t first, second;
    volatile uint64_t *word = (volatile uint64_t *)PAGE;
    if (!EXPECT(frame_alloc(&first)) || !EXPECT(frame_alloc(&second))) {
        return;
    }
    EXPECT_EQUAL(map(PAGE, first), 0);
    size_t before = frame_nfree(); // with the tables
    *word = 1;
    EXPECT_EQUAL(unmap(PAGE), 0);
    EXPECT_EQUAL(map(PAGE, second), 0);
    EXPECT_EQUAL(*word, 0);
    *word = 2;
    EXPECT_EQUAL(*(uint64_t *)phys_to_virt(first), 1);
    EXPECT_EQUAL(*(uint64_t *)phys_to_virt(second), 2);
    EXPECT_EQUAL(unmap(PAGE), 0);
    frame_free(first);
    frame_free(second);
    EXPECT_EQUAL(frame_nfree(), before + 2);
}
