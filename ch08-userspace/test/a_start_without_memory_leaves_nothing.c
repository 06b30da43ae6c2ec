// SPDX-License-Identifier: MIT
// With as many free frames as one likes, from none at all up to enough: the
// start succeeds or says -ENOMEM, and then all is as it was.
//
// Red when process/process.c has
//     if (result != 0) {
//             kfree(process->fpu);
//         }
//         return result;
// instead of
//     if (result != 0) {
//             space_destroy(&process->space);
//             kfree(process->fpu);
//         }
//         return result;

#include "base/errno.h"
#include "boot/layout.h"
#include "test/programs.h"
#include "test/runner.h"

// The kernel keeps some for itself; a small program needs a few more.
#define PROBABLY_ENOUGH 200

static paddr_t taken; // each holds the next

static void take_all_but(size_t nleft)
{
    paddr_t frame;
    while (frame_nfree() > nleft && EXPECT(frame_alloc(&frame))) {
        *(paddr_t *)phys_to_virt(frame) = taken;
        taken = frame;
    }
}

static void give_back_all(void)
{
    while (taken.raw != 0) {
        paddr_t next = *(paddr_t *)phys_to_virt(taken);
        frame_free(taken);
        taken = next;
    }
}

TEST(a_start_without_memory_leaves_nothing)
{
    EXPECT_EQUAL(run("actor"), 0);
    size_t frames = count_frames(), blocks = count_blocks();
    size_t nfailed = 0, nstarted = 0;
    for (size_t nleft = PROBABLY_ENOUGH + 1; nleft-- > 0;) {
        take_all_but(nleft);
        int status = run("actor exit 7");
        EXPECT(status == -ENOMEM || (status == 7 && nfailed == 0));
        nfailed += status == -ENOMEM;
        nstarted += status == 7;
        EXPECT_EQUAL(process_count(), 0);
        EXPECT_EQUAL(count_blocks(), blocks);
        EXPECT_EQUAL(count_frames(), nleft);
    }
    give_back_all();
    EXPECT_EQUAL(count_frames(), frames);
    EXPECT(nfailed > 100);
    EXPECT(nstarted > 10);
}
