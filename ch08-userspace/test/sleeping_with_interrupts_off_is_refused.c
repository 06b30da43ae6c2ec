// SPDX-License-Identifier: MIT
// Red when thread/wait_queue.c has
//     if (0) {
// instead of
//     if (!are_on) {

#include "x86/cpu.h"
#include "test/runner.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

TEST_PANICS(sleeping_with_interrupts_off_is_refused,
            "a thread waits with interrupts off for: time")
{
    cli();
    thread_sleep(1);
}
