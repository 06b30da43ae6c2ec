// SPDX-License-Identifier: MIT
// wait, kill and spawn, with what there is and what there is not.
//
// Red when syscall/table.c has
//     static int64_t sys_kill(int pid)
// instead of
//     static int64_t sys_kill(int64_t pid)
// Red when syscall/table.c has
//     if (arguments->count == ARGUMENTS_MAX - 1) {
// instead of
//     if (arguments->count == ARGUMENTS_MAX) {
// Red when syscall/table.c has
//     size_t room = sizeof(arguments->text) - arguments->nbytes - 1;
// instead of
//     size_t room = sizeof(arguments->text) - arguments->nbytes;
// Red when syscall/table.c has
//     process_end((int)code);
// instead of
//     process_end((int)(code & STATUS_REASON));
// Red when process/process.c has
//     if (is_meant(child, wait->pid)) {
// instead of
//     if (is_meant(child, wait->pid) && child->has_ended) {

#include "test/programs.h"
#include "test/runner.h"

TEST(calls_about_programs_are_exact)
{
    EXPECT_EQUAL(run("actor exit 0"), 0);
    EXPECT_EQUAL(run("actor exit 255"), 255);
    EXPECT_EQUAL(run("actor exit 256"), 0);
    EXPECT_EQUAL(run("actor exit -1"), 255);
    EXPECT_EQUAL(run("actor exit 384"), 128); // no STATUS_STOPPED of its own
    EXPECT_EQUAL(run("caller"), 0);
    EXPECT_EQUAL(process_count(), 0);
}
