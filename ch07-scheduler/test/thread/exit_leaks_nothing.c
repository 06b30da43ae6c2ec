// SPDX-License-Identifier: MIT
// Breaks: thread/thread.c: thread_stack_put(thread->stack_end); =>
// Breaks: thread/thread_stack.c: region_shrink(& => // region_shrink(&

#include "test/count_threads.h"
#include "test/leaks.h"
#include "test/runner.h"
#include "thread/thread.h"

#define PARTY 40

static void *twice(void *number)
{
    return (void *)(2 * (uintptr_t)number);
}

// Threads that are joined or detached, some before their end, others after it.
TEST(exit_leaks_nothing)
{
    struct thread *party[PARTY];
    size_t frames = count_frames(), blocks = count_blocks();
    for (uintptr_t i = 0; i < PARTY; i++) {
        party[i] = thread_create("guest", twice, (void *)i);
        EXPECT(party[i] != NULL);
    }
    for (uintptr_t i = 0; i < PARTY; i++) {
        if (i % 3 == 0) {
            thread_detach(party[i]);
        } else {
            EXPECT_EQUAL((uintptr_t)thread_join(party[i]), 2 * i);
        }
    }
    for (uintptr_t i = 0; i < PARTY; i++) {
        party[i] = thread_create("guest", twice, (void *)i);
    }
    thread_sleep(50);
    for (uintptr_t i = 0; i < PARTY; i++) {
        thread_detach(party[i]);
    }
    thread_sleep(50);
    EXPECT_EQUAL(count_frames(), frames);
    EXPECT_EQUAL(count_threads(), 0);
    EXPECT_EQUAL(count_blocks(), blocks);
}
