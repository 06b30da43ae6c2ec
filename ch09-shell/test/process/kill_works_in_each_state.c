// SPDX-License-Identifier: MIT
// A process that sleeps, waits, writes a long text, starts another, yields or
// only computes: when it is killed, it ends at once and leaves nothing behind.
//
// Breaks: thread/thread.c: return thread_current()->is_killed; => return false;
// Breaks: process/process.c: thread_current()->is_killed; => false;

#include "abi/status.h"
#include "base/kprintf.h"
#include "test/count_threads.h"
#include "test/programs.h"
#include "test/runner.h"

#define TRIES 10

static const char *const lines[] = {"lifecycle sleep", "lifecycle lean",
                                    "lifecycle write", "lifecycle spawn",
                                    "lifecycle yield", "lifecycle spin"};

TEST(kill_works_in_each_state)
{
    EXPECT_EQUAL(run("lifecycle"), 0);
    size_t frames = count_frames(), blocks = count_blocks();
    for (size_t i = 0; i < ARRAY_LENGTH(lines); i++) {
        for (unsigned k = 0; k < TRIES; k++) {
            int pid = start(lines[i]);
            thread_sleep(k * k); // 0 to 81 ms, and to the next tick
            if (!EXPECT_EQUAL(kill(pid), STATUS_KILLED | KILLED_BY_PARENT)) {
                return; // each later try would take long, too
            }
            EXPECT_EQUAL(count_processes(), 0);
        }
    }
    kprintf("\n"); // a killed program has printed half a line
    EXPECT_EQUAL(count_threads(), 0);
    EXPECT_EQUAL(count_frames(), frames);
    EXPECT_EQUAL(count_blocks(), blocks);
}
