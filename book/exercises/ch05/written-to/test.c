// SPDX-License-Identifier: MIT

#include "boot/layout.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "test/runner.h"

#define NPAGES (LARGE_PAGE_SIZE / PAGE_SIZE)
#define RIGHTS (PTE_WRITE | PTE_NX)

static bool was_written(uintptr_t va)
{
    return space_was_written(kernel_space(), va);
}

static volatile uint8_t *byte(uintptr_t va)
{
    return (volatile uint8_t *)va;
}

static void map(uintptr_t va, paddr_t pa, size_t npages)
{
    EXPECT_EQUAL(space_map(kernel_space(), va, pa, npages, RIGHTS), 0);
}

static void unmap(uintptr_t va, size_t npages)
{
    EXPECT_EQUAL(space_unmap(kernel_space(), va, npages), 0);
}

static void try_small_pages(paddr_t pa)
{
    uintptr_t one = HEAP_BASE, other = HEAP_BASE + PAGE_SIZE;
    EXPECT(!was_written(one)); // not mapped
    map(one, pa, 2);
    EXPECT(!was_written(one));
    for (int round = 0; round < 3; round++) {
        *byte(one + 100) = 1;
        EXPECT(!was_written(other));
        EXPECT(was_written(one + PAGE_SIZE - 1));
        EXPECT(!was_written(one));
        uint8_t read = *byte(one);
        (void)read;
        EXPECT(!was_written(one));
    }
    // By another address: another entry.
    *byte((uintptr_t)phys_to_virt(pa)) = 2;
    EXPECT(!was_written(one));
    // New rights are no write, and take nothing away.
    *byte(one) = 3;
    EXPECT_EQUAL(space_protect(kernel_space(), one, 1, PTE_NX), 0);
    EXPECT(was_written(one));
    EXPECT(!was_written(one));
    unmap(one, 2);
    EXPECT(!was_written(one));
}

static void try_large_page(paddr_t pa)
{
    uintptr_t start = HEAP_BASE + LARGE_PAGE_SIZE;
    uintptr_t end = start + LARGE_PAGE_SIZE;
    map(start, pa, NPAGES);
    EXPECT(!was_written(start));
    for (int round = 0; round < 3; round++) {
        *byte(start + 5 * PAGE_SIZE) = 1;
        EXPECT(was_written(end - 1));
        EXPECT(!was_written(start));
    }
    // What is split has been written to in all its parts, for all we know.
    *byte(end - 1) = 2;
    EXPECT_EQUAL(space_protect(kernel_space(), start, 1, PTE_NX), 0);
    EXPECT(was_written(end - 1));
    EXPECT(was_written(start));
    EXPECT(!was_written(end - 1));
    *byte(end - 1) = 3;
    EXPECT(was_written(end - 1));
    unmap(start, NPAGES);
}

TEST(a_page_that_was_written_to_is_known)
{
    paddr_t run;
    size_t before = frame_nfree();
    if (!EXPECT(frame_alloc_run(2 * NPAGES, UINT64_MAX, &run))) {
        return;
    }
    try_small_pages(run);
    try_large_page((paddr_t){align_up(run.raw, LARGE_PAGE_SIZE)});
    EXPECT_EQUAL(space_was_written(kernel_space(), UINT64_C(1) << 63), false);
    frame_free_run(run, 2 * NPAGES);
    EXPECT_EQUAL(frame_nfree(), before - 3); // a PD and two tables stay
}
