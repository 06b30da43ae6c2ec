// SPDX-License-Identifier: MIT
// Breaks: memory/page_table.c: change_range(root, va, done, 0, 0); =>
// Breaks: memory/walk.c: *at->entry = walk_table_entry(table, va);
//     => *at->entry = walk_table_entry(table, va) & ~PTE_PRESENT;

#include "base/errno.h"
#include "boot/layout.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "test/hoard.h"
#include "test/runner.h"

// The last page of a GiB and the first of the next one. Each needs a table of
// level 2 and one of level 1; those of level 3 are there since boot.
#define NEEDED 4

static uintptr_t place(size_t i)
{
    return MMIO_BASE + (3 + 2 * i) * GIB - PAGE_SIZE;
}

static int map_two(uintptr_t va)
{
    return space_map(kernel_space(), va, (paddr_t){16 * MIB}, 2,
                     PTE_WRITE | PTE_NX);
}

// Each time at another place, where no table is yet. Tables that were added
// stay, and are used when there is memory again.
TEST(map_out_of_memory_changes_nothing)
{
    struct translation found;
    for (size_t nleft = 0; nleft <= NEEDED; nleft++) {
        uintptr_t va = place(nleft);
        bool is_enough = nleft == NEEDED;
        hoard_all_but(nleft);
        EXPECT_EQUAL(map_two(va), is_enough ? 0 : -ENOMEM);
        EXPECT_EQUAL(frame_nfree(), 0);
        EXPECT_EQUAL(space_translate(kernel_space(), va, &found), is_enough);
        EXPECT_EQUAL(space_translate(kernel_space(), va + PAGE_SIZE, &found),
                     is_enough);
        EXPECT_EQUAL(space_unmap(kernel_space(), va, 2), 0);
        hoard_free_all();

        size_t before = frame_nfree();
        EXPECT_EQUAL(map_two(va), 0);
        EXPECT_EQUAL(frame_nfree(), before - (NEEDED - nleft));
        EXPECT_EQUAL(space_unmap(kernel_space(), va, 2), 0);
    }
}
