// SPDX-License-Identifier: MIT
// At the same addresses each program has its own memory. Programs that do not
// sleep get equal shares of the CPU, whatever they do with it. A program that
// sleeps is woken in time.
//
// Breaks: thread/user_context.c: space_use(&context->space); =>
// Breaks: thread/scheduler.c: cpu->need_resched = false;
//     => cpu->need_resched = false; cpu->ticks_left += (long)to / 512 % 2;

#include "abi/status.h"
#include "base/errno.h"
#include "base/kprintf.h"
#include "device/pit.h"
#include "process/user_memory.h"
#include "test/programs.h"
#include "test/runner.h"
#include "thread/thread.h"

#define BUSY      3
#define SHARES_MS 1500
#define SLEEPS    20
#define SLICE     2 // ticks, as main.c has them

static void check_frames(int left, int right)
{
    struct process *a = child_of_kernel(left), *b = child_of_kernel(right);
    struct translation found_a, found_b;
    uintptr_t page = USER_STACK_END - PAGE_SIZE;
    EXPECT(space_translate(&a->user.space, page, &found_a));
    EXPECT(space_translate(&b->user.space, page, &found_b));
    EXPECT(found_a.address.raw != found_b.address.raw);
    EXPECT(a->user.space.root.raw != b->user.space.root.raw);
}

// Two programs only compute, and one makes calls without end.
static void check_shares(const int pids[BUSY])
{
    uint64_t before[BUSY], total = 0, most = 0, least = UINT64_MAX;
    for (size_t i = 0; i < BUSY; i++) {
        before[i] = child_of_kernel(pids[i])->thread->nticks;
    }
    thread_sleep(SHARES_MS);
    for (size_t i = 0; i < BUSY; i++) {
        uint64_t had = child_of_kernel(pids[i])->thread->nticks - before[i];
        total += had;
        most = max(most, had);
        least = min(least, had);
    }
    EXPECT(total > SHARES_MS / 10 / 2); // of 100 ticks a second, most
    if (!EXPECT(most - least <= total / 10)) {
        kprintf("from %lu to %lu ticks of %lu\n", least, most, total);
    }
}

TEST(programs_share_only_cpu_time)
{
    int status;
    int pids[BUSY] = {start("isolated_memory 11 2000000000 spin"),
                      start("isolated_memory 22 2000000000 spin"),
                      start("isolated_memory 33 2000000000 call")};
    thread_sleep(100);
    check_frames(pids[0], pids[1]);
    check_shares(pids);

    uint64_t since = pit_ticks();
    EXPECT_EQUAL(run("isolated_memory 44 20 sleep"), 0);
    // Each sleep of 5 ms is up to two ticks, and then the others' slices.
    EXPECT(pit_ticks() - since <= SLEEPS * (2 + SLICE * (BUSY + 1)));
    for (size_t i = 0; i < BUSY; i++) {
        EXPECT_EQUAL(process_wait(pids[i], &status, 0), -ETIMEDOUT);
        EXPECT_EQUAL(kill(pids[i]), STATUS_KILLED | KILLED_BY_PARENT);
    }
    EXPECT_EQUAL(count_processes(), 0);
}
