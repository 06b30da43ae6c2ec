// SPDX-License-Identifier: MIT

#include "boot/layout.h"
#include "boot/paging.h"
#include "memory/frame.h"
#include "test/runner.h"

#define RUNS_MAX 64

static struct {
    paddr_t start;
    size_t nframes;
} runs[RUNS_MAX];

// Takes the longest run again and again, until nothing is free.
static size_t take_all(void)
{
    size_t nruns = 0, sum = 0, before = frame_nfree();
    size_t longest = frame_longest_run();
    while (longest > 0 && nruns < RUNS_MAX) {
        paddr_t start;
        EXPECT(!frame_alloc_run(longest + 1, UINT64_MAX, &start));
        if (!EXPECT(frame_alloc_run(longest, UINT64_MAX, &start))) {
            break;
        }
        runs[nruns].start = start;
        runs[nruns++].nframes = longest;
        sum += longest;
        EXPECT(frame_longest_run() <= longest);
        longest = frame_longest_run();
    }
    EXPECT_EQUAL(sum, before);
    EXPECT_EQUAL(frame_nfree(), 0);
    return nruns;
}

static paddr_t frame_of_first(size_t i)
{
    return (paddr_t){runs[0].start.raw + i * PAGE_SIZE};
}

// Gives back frames [start, end) of the first run, which had the others taken.
static void free_some(size_t start, size_t end, size_t expected)
{
    frame_free_run(frame_of_first(start), end - start);
    EXPECT_EQUAL(frame_longest_run(), expected);
}

TEST(the_longest_run_is_known)
{
    size_t before = frame_longest_run(), nfree = frame_nfree();
    size_t nruns = take_all();
    EXPECT_EQUAL(frame_longest_run(), 0);
    if (!EXPECT(nruns > 0 && runs[0].nframes > 1000)) {
        return;
    }

    size_t end = runs[0].nframes;
    free_some(end - 1, end, 1);
    free_some(0, 2, 2);
    free_some(3, 5, 2);
    free_some(60, 71, 11);
    free_some(200, 328, 128); // two whole words of a bitmap, and their ends
    free_some(2, 3, 128);
    free_some(5, 60, 128);
    free_some(71, 200, 328);
    free_some(328, end - 1, end);

    for (size_t i = 1; i < nruns; i++) {
        frame_free_run(runs[i].start, runs[i].nframes);
    }
    EXPECT_EQUAL(frame_longest_run(), before);
    EXPECT_EQUAL(frame_nfree(), nfree);
}
