// SPDX-License-Identifier: MIT

#include "base/errno.h"
#include "base/string.h"
#include "device/pit.h"
#include "process/process.h"
#include "test/runner.h"

#define KILLED_BY_ITS_LIMIT (STATUS_KILLED | 0x82)
#define PATIENCE             20000

static int end_of(const char *what)
{
    struct arguments arguments = {0};
    int status = -1;
    EXPECT_EQUAL(arguments_add(&arguments, "exercise", 8), 0);
    EXPECT_EQUAL(arguments_add(&arguments, what, strlen(what)), 0);
    int pid = process_start("exercise", &arguments);
    EXPECT(pid > 0);
    if (process_wait(pid, &status, PATIENCE) == -ETIMEDOUT) {
        process_kill(pid);
        process_wait(pid, &status, WAIT_FOREVER);
    }
    return status;
}

TEST(a_program_has_no_more_time_than_it_may)
{
    uint64_t start = pit_ticks();
    EXPECT_EQUAL(end_of("loop"), KILLED_BY_ITS_LIMIT);
    EXPECT(pit_ticks() - start >= 20); // 200 ms
    start = pit_ticks();
    EXPECT_EQUAL(end_of("call"), KILLED_BY_ITS_LIMIT);
    EXPECT(pit_ticks() - start >= 20);
    EXPECT_EQUAL(end_of("sleep"), 44);
    EXPECT_EQUAL(end_of("child"), 66);
    EXPECT_EQUAL(end_of("raise"), 55);
}
