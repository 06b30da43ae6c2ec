// SPDX-License-Identifier: MIT
// A call changes only the registers that abi/numbers.h names. An interrupt, or
// another program's turn, changes none.
// Breaks: syscall/syscall_entry.asm: push r8 => push r9
// Breaks: syscall/syscall_entry.asm: push r11 => push 0x202
// Breaks: trap/stubs.asm: push r15 => push r14

#include "device/pit.h"
#include "test/programs.h"
#include "test/runner.h"
#include "thread/scheduler.h"

#define SLICE_TICKS 2 // as in main.c

TEST(registers_survive_calls_and_interrupts)
{
    static const char *const programs[] = {
        "register_holder waits a", "register_holder calls b",
        "register_holder waits c", "register_holder calls d"};
    int pids[ARRAY_LENGTH(programs)];
    EXPECT_EQUAL(pit_init(PIT_HZ_MAX), 0);
    scheduler_set_slice(1);
    for (size_t i = 0; i < ARRAY_LENGTH(programs); i++) {
        pids[i] = start(programs[i]);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(programs); i++) {
        EXPECT_EQUAL(end_of(pids[i]), 0);
    }
    scheduler_set_slice(SLICE_TICKS);
    EXPECT_EQUAL(pit_init(100), 0);
}
