// SPDX-License-Identifier: MIT
// With as many free frames as one likes, from none at all up to enough: the
// start succeeds or says -ENOMEM, and then all is as it was.
//
// Breaks: process/process.c: result = load_program( => return load_program(

#include "base/errno.h"
#include "test/hoard.h"
#include "test/programs.h"
#include "test/runner.h"

// The kernel keeps some for itself; a small program needs a few more.
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
