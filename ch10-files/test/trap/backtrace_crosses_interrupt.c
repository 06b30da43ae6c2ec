// SPDX-License-Identifier: MIT
// Breaks: trap/stubs.asm: mov rbp, rsp =>

#include "lib/panic.h"
#include "test/runner.h"
#include "trap/trap.h"

static void give_up(struct trap_frame *frame)
{
    (void)frame;
    panic("who was interrupted?");
}

static __attribute__((noinline)) void be_interrupted(void)
{
    __asm__ volatile("int3");
}

TEST_PANICS(backtrace_crosses_interrupt, " be_interrupted+0x")
{
    trap_set_handler(VECTOR_BREAKPOINT, give_up);
    be_interrupted();
}
