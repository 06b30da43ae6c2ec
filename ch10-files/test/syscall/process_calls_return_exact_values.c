// SPDX-License-Identifier: MIT
// wait, kill and spawn, with valid arguments and with invalid ones.
//
// Breaks: syscall/calls.c: process_kill((int64_t) => process_kill((int)
// Breaks: syscall/spawn_arguments.c: ARGUMENTS_MAX => ARGUMENTS_MAX - 1
// Breaks: syscall/spawn_arguments.c: arguments->nbytes;
//     => arguments->nbytes - 1;
// Breaks: syscall/calls.c: (in->rdi & STATUS_REASON)); => in->rdi);
// Breaks: process/process.c: if (child->has_ended) { => if (true) {

#include "test/programs.h"
#include "test/runner.h"

TEST(process_calls_return_exact_values)
{
    EXPECT_EQUAL(run("lifecycle exit 0"), 0);
    EXPECT_EQUAL(run("lifecycle exit 255"), 255);
    EXPECT_EQUAL(run("lifecycle exit 256"), 0);
    EXPECT_EQUAL(run("lifecycle exit -1"), 255);
    EXPECT_EQUAL(run("lifecycle exit 384"), 128); // not STATUS_KILLED
    EXPECT_EQUAL(run("process_calls"), 0);
    EXPECT_EQUAL(count_processes(), 0);
}
