// SPDX-License-Identifier: MIT
// A program gets the environment that its parent passes, within the limits of
// arguments: test/process/program/environment_calls.c checks the results.
//
// Breaks: process/arguments.c: words[1 + i + (i >= argc)] => words[1 + i]
// Breaks: process/arguments.c: arguments->count - arguments->nvariables;
//     => arguments->count;
// Breaks: syscall/spawn_arguments.c: int64_t result = envp == 0 ? 0 :
//     => int64_t result =
// Breaks: syscall/spawn_arguments.c: length == -ENAMETOOLONG ? => length < 0 ?
// Breaks: syscall/spawn_arguments.c: arguments->nvariables = arguments->nbytes
//     => arguments->nbytes
// Breaks: syscall/job_calls.c: (in->r10, &arguments) => (0, &arguments)
// Breaks: user/lib/crt0.asm: mov [environ], rax => mov [environ], rsi
// Breaks: user/lib/environment.c: (char *)found + length + 1 => (char *)found

#include "test/programs.h"
#include "test/runner.h"

TEST(environment_reaches_program)
{
    EXPECT_EQUAL(run("environment_calls"), 0);
    EXPECT_EQUAL(count_processes(), 0);
}
