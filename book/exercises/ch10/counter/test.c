// SPDX-License-Identifier: MIT

#include "process/process.h"
#include "test/runner.h"

TEST(dev_counter_counts)
{
    struct arguments arguments = {0};
    int status = -1;
    EXPECT_EQUAL(arguments_add(&arguments, "exercise", 8), 0);
    int pid = process_start("exercise", &arguments);
    EXPECT(pid > 0);
    EXPECT_EQUAL(process_wait(pid, &status, WAIT_FOREVER), pid);
    EXPECT_EQUAL(status, 0); // else the line of program.c that is wrong
}
