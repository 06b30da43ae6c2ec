// SPDX-License-Identifier: MIT
// Breaks: thread/wait_queue.h: if (!(read_flags() & RFLAGS_IF)) { => if (0) {

#include "x86/cpu.h"
#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

TEST_PANICS(sleep_with_interrupts_off_panics,
            "a thread waits with interrupts off for: time")
{
    cli();
    thread_sleep(1);
}
