// SPDX-License-Identifier: MIT
// No other program, not even a new one, sees what a program has in the
// registers of FPU and SSE, and other programs that use them do not change it.
//
// Breaks: thread/user_context.c: fpu_save(&cpu->user->fpu); =>
// Breaks: thread/user_context.c: fpu_load(&context->fpu); =>
// Breaks: thread/user_context.c: context->fpu = FPU_STATE_INIT; =>
// Breaks: cpu/fpu.h: .fcw = 0x037F, =>
// Breaks: thread/user_context.c: this_cpu()->user = NULL; =>

#include "device/pit.h"
#include "test/programs.h"
#include "test/runner.h"
#include "thread/scheduler.h"

// Far more checks than context switches, of which there are some thousands.
static const char *const lines[] = {
    "fpu_owner 1 200000 spin",  "fpu_owner 22 200000 spin",
    "fpu_owner 37 200000 spin", "fpu_owner 44 200000 spin",
    "fpu_owner 55 200000 call", "fpu_owner 60 200 sleep"};

// The scheduler's milliseconds are shorter with this timer.
static int wait_long(int pid)
{
    int status = 0;
    int result = process_wait(pid, &status, 100 * PATIENCE_MS);
    return result < 0 ? result : status;
}

TEST(fpu_registers_are_private)
{
    int pids[ARRAY_LENGTH(lines)];
    EXPECT_EQUAL(pit_init(PIT_HZ_MAX), 0);
    scheduler_set_slice(1);
    for (size_t i = 0; i < ARRAY_LENGTH(lines); i++) {
        pids[i] = start(lines[i]);
    }
    for (unsigned i = 0; i < 20; i++) {
        EXPECT_EQUAL(wait_long(start("fpu_owner 77 10 spin")), 0);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(lines); i++) {
        EXPECT_EQUAL(wait_long(pids[i]), 0);
    }
    scheduler_set_slice(2);
    EXPECT_EQUAL(pit_init(100), 0);
}
