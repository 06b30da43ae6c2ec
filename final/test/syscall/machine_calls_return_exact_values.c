// SPDX-License-Identifier: MIT
// Each call about the machine returns the right value for each kind of
// argument: test/process/program/sysinfo_and_reboot.c checks them.
//
// Breaks: syscall/machine_calls.c: in->rdi != REBOOT_MAGIC1 || => 0 ||
// Breaks: syscall/machine_calls.c: in->rsi != REBOOT_MAGIC2) { => 0) {
// Breaks: syscall/machine_calls.c: frame_nfree() * PAGE_SIZE => frame_nfree()
// Breaks: syscall/machine_calls.c: pit_ticks() / pit_hz() => pit_ticks()

#include "test/programs.h"
#include "test/runner.h"

TEST(machine_calls_return_exact_values)
{
    EXPECT_EQUAL(run("sysinfo_and_reboot"), 0);
}
