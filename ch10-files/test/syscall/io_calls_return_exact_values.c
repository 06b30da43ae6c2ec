// SPDX-License-Identifier: MIT
// Each call about descriptors and jobs returns the right value for each kind of
// argument: test/process/program/io_calls.c checks them.
//
// Breaks: syscall/descriptor_calls.c: (int)in->rdi, right);
//     => (int)in->rdi, 0);
// Breaks: syscall/descriptor_calls.c: != 0 || from == to) { => != 0) {
// Breaks: syscall/job_calls.c: return reason << 8; => return reason;
// Breaks: syscall/job_calls.c: options & WNOHANG ? 0 => options & 2 ? 0
// Breaks: syscall/job_calls.c: [16] = SIGFPE => [16] = SIGILL
// Breaks: syscall/job_calls.c: copy_from_user(&status, to, sizeof(status)) != 0
//     => (status = 0) != 0
// Breaks: terminal/terminal.c: return nshown > 0 ? => return result == 0 ?
// Breaks: terminal/terminal.c: !jobs->has_group(group)) { => false) {
// Breaks: process/inherit.c: copy.close_on_exec = false; =>
// Breaks: terminal/terminal.c: result == 0 && group <= 0 => false

#include "base/errno.h"
#include "terminal/console.h"
#include "test/programs.h"
#include "test/runner.h"

TEST(io_calls_return_exact_values)
{
    console_type_bytes("abc\n", 4);
    int pid = start("io_calls");
    int status = 0;
    while (process_wait(pid, &status, 100) == -ETIMEDOUT) {
        console_type_bytes("d", 1); // the line, or in raw mode the byte
    }
    EXPECT_EQUAL(status, 0);
    console_type_bytes("\003", 1);
}
