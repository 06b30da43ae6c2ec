// SPDX-License-Identifier: MIT
// Programs that fault while others do, and are not mistaken for each other.
//
// Red when process/process.c has
//     return true;
// instead of
//     return pid == WAIT_ANY || process->pid == pid;

#include "base/errno.h"
#include "syscall/numbers.h"
#include "test/programs.h"
#include "test/runner.h"

#define COUNT 40

TEST(many_are_stopped_at_once)
{
    int pids[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        pids[i] = start("actor late");
        EXPECT(pids[i] > 0);
    }
    // The last first: not in the order in which they end.
    for (size_t i = COUNT; i-- > 0;) {
        int status = 0;
        EXPECT_EQUAL(process_wait(pids[i], &status, PATIENCE_MS), pids[i]);
        EXPECT_EQUAL(status, STATUS_STOPPED | 14);
    }
    int status;
    EXPECT_EQUAL(process_wait(WAIT_ANY, &status, 0), -ECHILD);
    EXPECT_EQUAL(process_count(), 0);
}
