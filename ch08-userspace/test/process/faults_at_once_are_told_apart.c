// SPDX-License-Identifier: MIT
// Programs fault at the same time, and wait() tells them apart.
//
// Breaks: process/process.c: if (wait->child == NULL) { => if (true) {

#include "abi/status.h"
#include "base/errno.h"
#include "test/programs.h"
#include "test/runner.h"

#define COUNT 40

TEST(faults_at_once_are_told_apart)
{
    int pids[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        pids[i] = start("lifecycle late");
        EXPECT(pids[i] > 0);
    }
    // Waits for the last one first, not in the order in which they end.
    for (size_t i = COUNT; i-- > 0;) {
        int status = 0;
        EXPECT_EQUAL(process_wait(pids[i], &status, PATIENCE_MS), pids[i]);
        EXPECT_EQUAL(status, STATUS_KILLED | 14);
    }
    int status;
    EXPECT_EQUAL(process_wait(WAIT_ANY, &status, 0), -ECHILD);
    EXPECT_EQUAL(count_processes(), 0);
}
