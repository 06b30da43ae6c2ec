// SPDX-License-Identifier: MIT
// Breaks: memory/large_page.c: (large & ~PTE_LARGE) + i * PAGE_SIZE;
//     => large & ~PTE_LARGE;

#include "boot/layout.h"
#include "memory/frame.h"
#include "memory/kernel_space.h"
#include "test/runner.h"

#define LARGE  (MMIO_BASE + 4 * LARGE_PAGE_SIZE)
#define NPAGES (LARGE_PAGE_SIZE / PAGE_SIZE)
#define MIDDLE (LARGE + 200 * PAGE_SIZE)

static size_t size_at(uintptr_t va)
{
    struct translation found = {.page_size = 0};
    space_translate(kernel_space(), va, &found);
    return found.page_size;
}

TEST(large_page_is_split_on_change)
{
    struct translation found;
    // Existing memory near the text screen, in one large page.
    paddr_t start = {0};
    EXPECT_EQUAL(space_map(kernel_space(), LARGE, start, NPAGES, PTE_NX), 0);
    EXPECT_EQUAL(size_at(MIDDLE), LARGE_PAGE_SIZE);
    size_t with_large = frame_nfree();

    EXPECT_EQUAL(space_protect(kernel_space(), MIDDLE, 1, PTE_WRITE | PTE_NX),
                 0);
    EXPECT_EQUAL(size_at(MIDDLE), PAGE_SIZE);
    EXPECT_EQUAL(frame_nfree(), with_large - 1);
    if (EXPECT(space_translate(kernel_space(), MIDDLE + 7, &found))) {
        EXPECT_EQUAL(found.address.raw, 200 * PAGE_SIZE + 7);
        EXPECT(found.rights & PTE_WRITE);
    }
    if (EXPECT(space_translate(kernel_space(), MIDDLE + PAGE_SIZE, &found))) {
        EXPECT_EQUAL(found.address.raw, 201 * PAGE_SIZE);
        EXPECT(!(found.rights & PTE_WRITE));
    }

    EXPECT_EQUAL(space_unmap(kernel_space(), MIDDLE, 1), 0);
    EXPECT_EQUAL(size_at(MIDDLE), 0);
    EXPECT_EQUAL(size_at(MIDDLE - 1), PAGE_SIZE);
    EXPECT_EQUAL(space_unmap(kernel_space(), LARGE, NPAGES), 0);
    EXPECT_EQUAL(frame_nfree(), with_large - 1); // the table stays
}
