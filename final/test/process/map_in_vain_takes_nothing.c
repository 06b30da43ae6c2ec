// SPDX-License-Identifier: MIT
// A request for memory maps nothing if it cannot be met, or if the thread that
// makes it is killed: neither keeps a killed program alive.
//
// Breaks: process/user_memory.c: if (!has_frames(npages)) { => if (false) {
// Breaks: process/user_memory.c: if (thread_current()->is_killed) {
//     => if (false) {
// Breaks: process/user_memory.c: space_free_pages(space, va, done); =>

#include "base/errno.h"
#include "memory/kernel_space.h"
#include "process/user_memory.h"
#include "test/hoard.h"
#include "test/runner.h"
#include "thread/thread.h"

#define START   UINT64_C(0x10000000)
#define FEW     200 // frames
#define RESERVE 128 // as in process/user_memory.c
#define NTABLES 3   // on the way to START, below the PML4
#define MARK    UINT64_C(0x6D61726B)

// A frame is cleared when it is allocated: a mark shows that it was not.
static void map_more_than_is_free(void)
{
    struct space space;
    paddr_t frame;
    EXPECT_EQUAL(space_create(&space, kernel_space()), 0);
    hoard_all_but(FEW);
    EXPECT(frame_alloc(&frame));
    volatile uint64_t *mark = phys_to_virt(frame);
    frame_free(frame); // the next that frame_alloc() returns
    *mark = MARK;
    EXPECT_EQUAL(user_map(&space, START, 1UL << 28, PTE_WRITE), -ENOMEM);
    EXPECT_EQUAL(user_map(&space, START, FEW, PTE_WRITE), -ENOMEM);
    EXPECT_EQUAL(*mark, MARK);
    hoard_free_all();
    space_destroy(&space);
}

// The page tables take some frames, so there are too few for the last pages.
static void map_until_too_few_are_left(void)
{
    struct space space;
    size_t before = frame_nfree();
    EXPECT_EQUAL(space_create(&space, kernel_space()), 0);
    hoard_all_but(FEW);
    EXPECT_EQUAL(user_map(&space, START, FEW - RESERVE, PTE_WRITE), -ENOMEM);
    EXPECT_EQUAL(frame_nfree(), FEW - NTABLES);
    hoard_free_all();
    space_destroy(&space);
    EXPECT_EQUAL(frame_nfree(), before);
}

static void map_for_killed_thread(void)
{
    struct space space;
    EXPECT_EQUAL(space_create(&space, kernel_space()), 0);
    size_t before = frame_nfree();
    thread_kill(thread_current());
    EXPECT_EQUAL(user_map(&space, START, 4, PTE_WRITE), -EINTR);
    thread_current()->is_killed = false;
    EXPECT_EQUAL(frame_nfree(), before);
    EXPECT_EQUAL(user_map(&space, START, 4, PTE_WRITE), 0);
    space_free_pages(&space, START, 4);
    space_destroy(&space);
}

TEST(map_in_vain_takes_nothing)
{
    map_more_than_is_free();
    map_until_too_few_are_left();
    map_for_killed_thread();
}
