// SPDX-License-Identifier: MIT
// Red when memory/page_table.c has
//     return -ENOMEM;
// instead of
//     drop_empty_tables(&path, va);
//                 return -ENOMEM;

#include "base/errno.h"
#include "boot/layout.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "test/runner.h"

// Two pages that need two tables each: the PML4 and the next one are kept.
#define FIRST  (MMIO_BASE + 3 * GIB - PAGE_SIZE)
#define NEEDED 4

// Frames that are taken so that only so many are left; each holds the next.
static paddr_t take_all_but(size_t nleft)
{
    paddr_t taken = {0}, frame;
    while (frame_nfree() > nleft && frame_alloc(&frame)) {
        *(paddr_t *)phys_to_virt(frame) = taken;
        taken = frame;
    }
    return taken;
}

static void give_back(paddr_t taken)
{
    while (taken.raw != 0) {
        paddr_t next = *(paddr_t *)phys_to_virt(taken);
        frame_free(taken);
        taken = next;
    }
}

TEST(a_failed_map_leaves_nothing_behind)
{
    struct translation found;
    for (size_t nleft = 0; nleft <= NEEDED; nleft++) {
        paddr_t taken = take_all_but(nleft);
        int result = space_map(kernel_space(), FIRST, (paddr_t){16 * MIB}, 2,
                               PTE_WRITE | PTE_NX);
        EXPECT_EQUAL(result, nleft < NEEDED ? -ENOMEM : 0);
        EXPECT_EQUAL(frame_nfree(), nleft < NEEDED ? nleft : 0);
        EXPECT_EQUAL(space_translate(kernel_space(), FIRST, &found),
                     nleft == NEEDED);
        EXPECT_EQUAL(space_translate(kernel_space(), FIRST + PAGE_SIZE, &found),
                     nleft == NEEDED);
        EXPECT_EQUAL(space_unmap(kernel_space(), FIRST, 2), 0);
        EXPECT_EQUAL(frame_nfree(), nleft);
        give_back(taken);
    }
}
