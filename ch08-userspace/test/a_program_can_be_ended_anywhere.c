// SPDX-License-Identifier: MIT
// Asleep, in a wait, in the middle of a long text, of a start, of anything: who
// is killed ends, at once, and leaves nothing.
//
// Red when syscall/table.c has
//     thread_sleep(milliseconds);
// instead of
//     wait_until(&sleepers, is_stopped, thread_current(), milliseconds);
// Red when process/process.c has
//     return false;
// instead of
//     return wait->can_be_stopped && thread_current()->is_stopped;

#include "base/kprintf.h"
#include "syscall/numbers.h"
#include "test/programs.h"
#include "test/runner.h"

#define TRIES 10

static const char *const lines[] = {"actor sleep", "actor lean",  "actor write",
                                    "actor spawn", "actor yield", "actor spin"};

TEST(a_program_can_be_ended_anywhere)
{
    EXPECT_EQUAL(run("actor"), 0);
    size_t frames = count_frames(), blocks = count_blocks();
    for (size_t i = 0; i < ARRAY_LENGTH(lines); i++) {
        for (unsigned k = 0; k < TRIES; k++) {
            int pid = start(lines[i]);
            thread_sleep(k * k); // 0 to 81 ms, and to the next tick
            if (!EXPECT_EQUAL(kill(pid), STATUS_STOPPED | STOPPED_BY_KILL)) {
                return; // each of those to come would take its time
            }
            EXPECT_EQUAL(process_count(), 0);
        }
    }
    kprintf("\n"); // behind half a text
    EXPECT_EQUAL(thread_count(), 0);
    EXPECT_EQUAL(count_frames(), frames);
    EXPECT_EQUAL(count_blocks(), blocks);
}
