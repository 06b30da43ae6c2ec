// SPDX-License-Identifier: MIT

#include "memory/heap.h"
#include "process/process.h"
#include "test/runner.h"

// Runs program.c. Returns how many blocks of the heap are in use afterwards.
static size_t run_program(void)
{
    struct arguments arguments = {0};
    struct allocator_usage usage;
    int status = -1;
    EXPECT_EQUAL(arguments_add(&arguments, "exercise", 8), 0);
    int pid = process_start("exercise", &arguments);
    EXPECT(pid > 0);
    EXPECT_EQUAL(process_wait(pid, &status, WAIT_FOREVER), pid);
    EXPECT_EQUAL(status, 0); // else the line of program.c that is wrong
    size_class_measure(&usage);
    return usage.nblocks;
}

TEST(kernel_starts_interpreters)
{
    size_t nblocks = run_program(); // the files that it makes stay
    EXPECT_EQUAL(run_program(), nblocks);
}
