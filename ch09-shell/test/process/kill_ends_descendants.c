// SPDX-License-Identifier: MIT
// When a process is killed, all its descendants are killed, whatever they are
// doing.
//
// Breaks: process/process.c: end_children(self); =>

#include "abi/status.h"
#include "base/errno.h"
#include "test/count_threads.h"
#include "test/programs.h"
#include "test/runner.h"

#define KILLED (STATUS_KILLED | KILLED_BY_PARENT)
#define CROWD  5 // processes in each generation, two of which have children

static void kill_three_generations(unsigned wait_ms)
{
    int pid = start("lifecycle crowd 3");
    thread_sleep(wait_ms);
    EXPECT(count_processes() <= 3 * CROWD);
    EXPECT_EQUAL(kill(pid), KILLED);
    EXPECT_EQUAL(count_processes(), 0);
}

TEST(kill_ends_descendants)
{
    EXPECT_EQUAL(run("lifecycle"), 0);
    size_t frames = count_frames(), blocks = count_blocks();
    // Kills while the processes are started, and when all of them run.
    const unsigned waits[] = {0, 10, 20, 40, 80, 700};
    for (size_t i = 0; i < ARRAY_LENGTH(waits); i++) {
        kill_three_generations(waits[i]);
    }
    int pid = start("lifecycle crowd 3");
    wait_for_processes(3 * CROWD);
    EXPECT_EQUAL(count_processes(), 3 * CROWD);
    EXPECT_EQUAL(kill(pid), KILLED);
    EXPECT_EQUAL(count_processes(), 0);
    EXPECT_EQUAL(count_threads(), 0);
    EXPECT_EQUAL(count_processes(), 0);
    EXPECT_EQUAL(count_frames(), frames);
    EXPECT_EQUAL(count_blocks(), blocks);
}
