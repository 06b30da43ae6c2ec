// SPDX-License-Identifier: MIT
// Whatever comes in between: a call changes what it says that it changes, and
// an interrupt, or another program's turn, nothing at all.
// Red when syscall/syscall_entry.asm has
//     pop r9
//         mov r8, rsp
// instead of
//     pop r9
// Red when syscall/syscall_entry.asm has
//     pop r11
//         and r11d, 0x200
// instead of
//     pop r11
// Red when trap/stubs.asm has
//     pop r15
//         xor r15d, r15d
// instead of
//     pop r15

#include "device/pit.h"
#include "test/programs.h"
#include "test/runner.h"
#include "thread/scheduler.h"

#define SLICE_TICKS 2 // as in main.c

TEST(programs_keep_their_registers)
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
