// SPDX-License-Identifier: MIT
// Breaks: memory/region.c: region_shrink(region, done); =>
// Breaks: memory/region.c: npages > frame_nfree()) { => false) {

#include "boot/layout.h"
#include "boot/paging.h"
#include "memory/region.h"
#include "test/hoard.h"
#include "test/runner.h"

// No other test uses these addresses, so their page tables are missing.
#define START (HEAP_BASE + 100 * GIB)

TEST(region_grows_whole_or_not_at_all)
{
    struct region region = {START, START, START + GIB};
    // The first page takes three frames: two for tables. The second finds none.
    hoard_all_but(3);
    EXPECT(!region_grow(&region, 3));
    EXPECT_EQUAL(region.end, START);
    EXPECT_EQUAL(frame_nfree(), 1);
    EXPECT(region_grow(&region, 1));
    EXPECT_EQUAL(region.end, START + PAGE_SIZE);
    region_shrink(&region, 1);
    // A request that is too large takes no frame, not even for a table.
    region.start = region.end = START + 2 * GIB;
    region.limit = START + 3 * GIB;
    hoard_free(1);
    EXPECT(!region_grow(&region, 3));
    EXPECT_EQUAL(frame_nfree(), 2);
    hoard_free_all();
}
