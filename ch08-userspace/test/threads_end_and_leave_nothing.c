// SPDX-License-Identifier: MIT
// Red when thread/thread.c lacks
//     thread_stack_put(thread->stack_end);
// Red when thread/thread_stack.c lacks
//     region_shrink(&region, STACK_SIZE / PAGE_SIZE);

#include "memory/frame.h"
#include "memory/heap.h"
#include "test/runner.h"
#include "thread/thread.h"

#define PARTY 40

static void *twice(void *number)
{
    return (void *)(2 * (uintptr_t)number);
}

static void clean_up(void)
{
    thread_trim();
    heap_allocator()->trim();
}

// Joined, and detached: who ended before and who ends afterwards.
TEST(threads_end_and_leave_nothing)
{
    struct allocator_usage usage;
    struct thread *party[PARTY];
    clean_up();
    size_t before = frame_nfree();
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
    clean_up();
    EXPECT_EQUAL(thread_count(), 0);
    EXPECT_EQUAL(frame_nfree(), before);
    heap_allocator()->measure(&usage);
    EXPECT_EQUAL(usage.nblocks, 0);
}
