// SPDX-License-Identifier: MIT
// The number of processes has a limit, and programs leave some places to the
// kernel.
//
// Breaks: process/process_table.c: ? 0 : PROCESSES_RESERVED; => ? 0 : 0;

#include "abi/status.h"
#include "base/errno.h"
#include "test/count_threads.h"
#include "test/programs.h"
#include "test/runner.h"

#define KILLED (STATUS_KILLED | KILLED_BY_PARENT)

static void fill_up(void)
{
    int pids[PROCESSES_MAX];
    for (size_t i = 0; i < PROCESSES_MAX; i++) {
        pids[i] = start("lifecycle sleep");
        EXPECT(pids[i] > 0);
    }
    EXPECT_EQUAL(start("lifecycle"), -EAGAIN);
    EXPECT_EQUAL(count_processes(), PROCESSES_MAX);
    for (size_t i = 0; i < PROCESSES_MAX; i++) {
        EXPECT_EQUAL(kill(pids[i]), KILLED);
    }
    EXPECT_EQUAL(run("lifecycle exit 3"), 3);
}

TEST(number_of_processes_is_limited)
{
    EXPECT_EQUAL(run("lifecycle"), 0);
    size_t frames = count_frames(), blocks = count_blocks();
    fill_up();
    int pid = start("spawns_storm");
    wait_for_processes(PROCESSES_MAX - PROCESSES_RESERVED);
    EXPECT_EQUAL(count_processes(), PROCESSES_MAX - PROCESSES_RESERVED);
    int own = start("lifecycle exit 3"); // the kernel's child has a place
    EXPECT_EQUAL(kill(pid), KILLED);
    EXPECT_EQUAL(end_of(own), 3);
    EXPECT_EQUAL(count_threads(), 0);
    EXPECT_EQUAL(count_processes(), 0);
    EXPECT_EQUAL(count_frames(), frames);
    EXPECT_EQUAL(count_blocks(), blocks);
}
