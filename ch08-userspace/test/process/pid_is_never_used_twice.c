// SPDX-License-Identifier: MIT
// A pid is used again when all others have been used, but not while the first
// process with this pid still exists.
//
// Breaks: process/process.c: while (*place_of(last_pid) != NULL);
//     => while (false);
// Breaks: process/process.c: last_pid % PID_MAX + 1; => last_pid + 1;

#include "test/programs.h"
#include "test/runner.h"

#define STARTS 9700 // more than there are pids

TEST(pid_is_never_used_twice)
{
    int sleeper = start("lifecycle sleep");
    int highest = 0, first = 0, again = 0;
    for (int i = 0; i < STARTS; i++) {
        int pid = start("lifecycle");
        first = i == 0 ? pid : first;
        again += pid == first;
        highest = max(highest, pid);
        if (!EXPECT(pid > 0) || !EXPECT(pid != sleeper) ||
            !EXPECT_EQUAL(end_of(pid), 0)) {
            break;
        }
    }
    EXPECT_EQUAL(again, 2);
    EXPECT(highest < 10000);
    EXPECT_EQUAL(process_kill(sleeper), 0);
    EXPECT(end_of(sleeper) > 0);
}
