// SPDX-License-Identifier: MIT
// With each number of free frames, from enough down to none, the start of a
// program succeeds or fails with -ENOMEM, and leaves nothing behind.
//
// Breaks: process/process.c: result = load_program( => return load_program(

#include "base/errno.h"
#include "test/hoard.h"
#include "test/programs.h"
#include "test/runner.h"

// The kernel reserves some frames; a small program needs a few more.
#define PROBABLY_ENOUGH 200

TEST(start_out_of_memory_leaks_nothing)
{
    EXPECT_EQUAL(run("lifecycle"), 0);
    size_t frames = count_frames(), blocks = count_blocks();
    size_t nfailed = 0, nstarted = 0;
    for (size_t nleft = PROBABLY_ENOUGH + 1; nleft-- > 0;) {
        hoard_all_but(nleft);
        int status = run("lifecycle exit 7");
        EXPECT(status == -ENOMEM || (status == 7 && nfailed == 0));
        nfailed += status == -ENOMEM;
        nstarted += status == 7;
        EXPECT_EQUAL(count_processes(), 0);
        EXPECT_EQUAL(count_blocks(), blocks);
        EXPECT_EQUAL(count_frames(), nleft);
    }
    hoard_free_all();
    EXPECT_EQUAL(count_frames(), frames);
    EXPECT(nfailed > 100);
    EXPECT(nstarted > 10);
}
