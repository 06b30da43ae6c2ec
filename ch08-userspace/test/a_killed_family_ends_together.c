// SPDX-License-Identifier: MIT
// Who is killed takes all its descendants along, whatever they are doing; and
// there is an end to how many there can be.
//
// Red when process/process.c has
//     bool has_room = nprocesses <= PROCESSES_MAX;
// instead of
//     bool has_room = nprocesses < PROCESSES_MAX;
// Red when process/process.c lacks
//     end_children(self);

#include "base/errno.h"
#include "syscall/numbers.h"
#include "test/programs.h"
#include "test/runner.h"

#define KILLED (STATUS_STOPPED | STOPPED_BY_KILL)
#define CROWD  5 // processes in each generation, with those who lead it

static void wait_for_crowd(size_t size)
{
    for (unsigned i = 0; i < 500 && process_count() < size; i++) {
        thread_sleep(20);
    }
}

static void kill_three_generations(unsigned wait_ms)
{
    int pid = start("actor crowd 3");
    thread_sleep(wait_ms);
    EXPECT(process_count() <= 3 * CROWD);
    EXPECT_EQUAL(kill(pid), KILLED);
    EXPECT_EQUAL(process_count(), 0);
}

static void fill_up(void)
{
    int pids[PROCESSES_MAX];
    for (size_t i = 0; i < PROCESSES_MAX; i++) {
        pids[i] = start("actor sleep");
        EXPECT(pids[i] > 0);
    }
    EXPECT_EQUAL(start("actor"), -EAGAIN);
    EXPECT_EQUAL(process_count(), PROCESSES_MAX);
    for (size_t i = 0; i < PROCESSES_MAX; i++) {
        EXPECT_EQUAL(kill(pids[i]), KILLED);
    }
    EXPECT_EQUAL(run("actor exit 3"), 3);
}

TEST(a_killed_family_ends_together)
{
    EXPECT_EQUAL(run("actor"), 0);
    size_t frames = count_frames(), blocks = count_blocks();
    // While they are started, and when all do what they are to do.
    const unsigned waits[] = {0, 10, 20, 40, 80, 700};
    for (size_t i = 0; i < ARRAY_LENGTH(waits); i++) {
        kill_three_generations(waits[i]);
    }
    int pid = start("actor crowd 3");
    wait_for_crowd(3 * CROWD);
    EXPECT_EQUAL(process_count(), 3 * CROWD);
    EXPECT_EQUAL(kill(pid), KILLED);
    EXPECT_EQUAL(process_count(), 0);

    fill_up();
    pid = start("spawns_storm");
    wait_for_crowd(PROCESSES_MAX);
    EXPECT_EQUAL(process_count(), PROCESSES_MAX);
    EXPECT_EQUAL(kill(pid), KILLED);
    EXPECT_EQUAL(process_count(), 0);
    EXPECT_EQUAL(thread_count(), 0);
    EXPECT_EQUAL(count_frames(), frames);
    EXPECT_EQUAL(count_blocks(), blocks);
}
