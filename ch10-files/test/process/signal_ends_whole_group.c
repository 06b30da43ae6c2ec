// SPDX-License-Identifier: MIT
// A signal to a group ends each of its processes, whether they run or sleep,
// and no other. An invalid signal or group is refused.
//
// Breaks: process/group.c: || process->group == delivery->group; => ;
// Breaks: process/group.c: process->signal = delivery->signal; =>
// Breaks: process/group.c: signal != SIGCHLD && =>
// Breaks: process/group.c: signal >= SIGNAL_MAX => signal > SIGNAL_MAX
// Breaks: process/inherit.c: group == SPAWN_SAME_GROUP => group == 77

#include "abi/signal.h"
#include "base/errno.h"
#include "base/string.h"
#include "process/group.h"
#include "test/programs.h"
#include "test/runner.h"

#define ENDED_BY(signal) (STATUS_KILLED | (KILLED_BY_SIGNAL + (signal)))

static int start_in_group(const char *name, int group)
{
    struct arguments arguments = {0};
    struct spawn_options options = {group, {0, 1, 2}};
    int result = arguments_add(&arguments, name, strlen(name));
    return result != 0 ? result : process_spawn(name, &arguments, &options);
}

static bool is_alive(int pid)
{
    int status;
    return process_wait(pid, &status, 0) == -ETIMEDOUT;
}

TEST(signal_ends_whole_group)
{
    int other = start("sleeps_forever");
    int first = start_in_group("loops_forever", SPAWN_NEW_GROUP);
    int second = start_in_group("sleeps_forever", first);
    EXPECT_EQUAL(start_in_group("hello", 9999), -EINVAL);
    EXPECT_EQUAL(group_set(second, 9999), -EINVAL);
    EXPECT_EQUAL(group_set(9999, 0), -ESRCH);

    EXPECT_EQUAL(group_signal(-first, 0), 0);
    EXPECT_EQUAL(group_signal(-first, SIGCHLD), 0);
    EXPECT_EQUAL(group_signal(-first, SIGNAL_MAX), -EINVAL);
    EXPECT_EQUAL(group_signal(-first, -1), -EINVAL);
    EXPECT_EQUAL(group_signal(-9999, SIGTERM), -ESRCH);
    EXPECT_EQUAL(group_signal(9999, SIGTERM), -ESRCH);
    EXPECT(is_alive(first) && is_alive(second) && is_alive(other));

    EXPECT_EQUAL(group_signal(-first, SIGTERM), 0);
    EXPECT_EQUAL(end_of(first), ENDED_BY(SIGTERM));
    EXPECT_EQUAL(end_of(second), ENDED_BY(SIGTERM));
    EXPECT(is_alive(other));
    EXPECT_EQUAL(group_signal(other, SIGKILL), 0);
    EXPECT_EQUAL(end_of(other), ENDED_BY(SIGKILL));
}
