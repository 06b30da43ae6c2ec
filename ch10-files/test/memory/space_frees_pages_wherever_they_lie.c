// SPDX-License-Identifier: MIT
// An address space frees each of its pages and tables once, wherever a program
// has put them: at the ends of the programs' half, and on both sides of its
// middle, where the bounds of what was mapped meet.
//
// Breaks: memory/space.c: max(start, MIDDLE) => start - PAGE_SIZE

#include "boot/layout.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "process/user_memory.h"
#include "test/runner.h"

#define MIDDLE UINT64_C(0x0000400000000000) // entry 128 of 256 of the PML4

static void map_and_destroy(uintptr_t va, size_t npages)
{
    struct space space;
    size_t before = frame_nfree();
    EXPECT_EQUAL(space_create(&space, kernel_space()), 0);
    EXPECT_EQUAL(user_map(&space, va, npages, PTE_WRITE), 0);
    EXPECT_EQUAL(user_map(&space, USER_STACK_END - PAGE_SIZE, 1, PTE_WRITE), 0);
    space_destroy(&space);
    EXPECT_EQUAL(frame_nfree(), before);
}

TEST(space_frees_pages_wherever_they_lie)
{
    map_and_destroy(0, 1);
    map_and_destroy(MIDDLE - 2 * PAGE_SIZE, 2);
    map_and_destroy(MIDDLE - PAGE_SIZE, 2);
    map_and_destroy(MIDDLE, 1);
    map_and_destroy(USER_STACK_END - 3 * PAGE_SIZE, 2);
}
