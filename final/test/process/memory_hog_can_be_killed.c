// SPDX-License-Identifier: MIT
// A program takes all memory and keeps it. Other programs get -ENOMEM, but the
// kernel still has memory, and can kill the program.
//
// Breaks: process/user_memory.c: KERNEL_RESERVE 128 => KERNEL_RESERVE 0

#include "abi/status.h"
#include "base/errno.h"
#include "test/programs.h"
#include "test/runner.h"
#include "thread/thread.h"

#define FEW    200 // frames: more than the kernel's reserve
#define TRIES  100
#define KILLED (STATUS_KILLED | KILLED_BY_PARENT)

static void *do_nothing(void *argument)
{
    return argument;
}

static void wait_until_few_are_left(void)
{
    for (unsigned i = 0; i < 500 && frame_nfree() > FEW; i++) {
        thread_sleep(20);
    }
    thread_sleep(200);
}

TEST(memory_hog_can_be_killed)
{
    int status;
    EXPECT_EQUAL(run("lifecycle"), 0);
    size_t frames = count_frames(), blocks = count_blocks();
    int witness = start("witness");
    int pids[] = {start("lifecycle hoard"), start("lifecycle hoard")};
    wait_until_few_are_left();
    EXPECT(frame_nfree() < FEW);
    for (unsigned i = 0; i < TRIES; i++) {
        EXPECT_EQUAL(start("lifecycle"), -ENOMEM);
        struct thread *thread = thread_create("needed", do_nothing, NULL);
        if (EXPECT(thread != NULL)) {
            thread_join(thread);
        }
    }
    EXPECT_EQUAL(process_wait(witness, &status, 0), -ETIMEDOUT);
    EXPECT_EQUAL(kill(pids[0]), KILLED);
    EXPECT_EQUAL(run("lifecycle exit 7"), 7);
    EXPECT_EQUAL(kill(pids[1]), KILLED);
    EXPECT_EQUAL(kill(witness), KILLED);
    EXPECT_EQUAL(count_processes(), 0);
    EXPECT_EQUAL(count_frames(), frames);
    EXPECT_EQUAL(count_blocks(), blocks);
}
