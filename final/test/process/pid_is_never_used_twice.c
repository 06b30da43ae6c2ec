// SPDX-License-Identifier: MIT
// A pid is used again when all others have been used, but not while the first
// process with this pid still exists, or its group.
//
// Breaks: process/process_table.c: bool is_free = *place_of(pid) == NULL;
//     => bool is_free = true;
// Breaks: process/process_table.c: table[i]->group != pid; => true;
// Breaks: process/process_table.c: last_pid % PID_MAX + 1; => last_pid + 1;

#include "base/errno.h"
#include "process/process_table.h"
#include "test/programs.h"
#include "test/runner.h"

#define STARTS  9700 // more than there are pids
#define PROGRAM 100  // one of so many starts a program

// Most processes are only added to the table: a program takes much longer.
static int next_pid(int start_number)
{
    static struct process process;
    if (start_number % PROGRAM == 0) {
        int pid = start("lifecycle");
        EXPECT_EQUAL(end_of(pid), 0);
        return pid;
    }
    process.parent = process_current();
    if (!process_table_add(&process)) {
        return -EAGAIN;
    }
    process_table_remove(&process);
    return process.pid;
}

TEST(pid_is_never_used_twice)
{
    static struct process member; // of a group whose first process has ended
    int sleeper = start("lifecycle sleep");
    int highest = 0, first = 0, again = 0;
    for (int i = 0; i < STARTS; i++) {
        int pid = next_pid(i);
        first = i == 0 ? pid : first;
        again += pid == first;
        highest = max(highest, pid);
        if (!EXPECT(pid > 0) || !EXPECT(pid != sleeper) ||
            !EXPECT(pid != member.group)) {
            break;
        }
        if (i == 1) {
            member.parent = process_current();
            member.group = pid;
            EXPECT(process_table_add(&member));
        }
    }
    process_table_remove(&member);
    EXPECT_EQUAL(again, 2);
    EXPECT(highest < 10000);
    EXPECT_EQUAL(process_kill(sleeper), 0);
    EXPECT(end_of(sleeper) > 0);
}
