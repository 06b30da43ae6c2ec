// SPDX-License-Identifier: MIT
// Breaks: thread/thread_stack.c: SLOT_COUNT 32768 => SLOT_COUNT 4096

#include "base/kprintf.h"
#include "boot/layout.h"
#include "boot/paging.h"
#include "lib/panic.h"
#include "memory/heap.h"
#include "test/count_threads.h"
#include "test/leaks.h"
#include "test/runner.h"
#include "thread/thread.h"

static volatile size_t nwoken;

static void *sleep_a_while(void *ms)
{
    thread_sleep((uintptr_t)ms);
    __atomic_add_fetch(&nwoken, 1, __ATOMIC_RELAXED);
    return ms;
}

static void sleep_all(size_t count)
{
    struct thread **threads = kmalloc(count * sizeof(*threads));
    nwoken = 0;
    for (size_t i = 0; i < count; i++) {
        threads[i] = thread_create("sleeper", sleep_a_while,
                                   (void *)(uintptr_t)(1 + i * 7919 % 900));
        KASSERT(threads[i] != NULL);
    }
    EXPECT_EQUAL(count_threads(), count);
    for (size_t i = 0; i < count; i++) {
        thread_join(threads[i]);
    }
    kprintf("%zu threads have slept and woken\n", nwoken);
    EXPECT_EQUAL(nwoken, count);
    kfree(threads);
}

// With little memory, as many threads as it is enough for. The first round
// makes the page tables of the stacks; the second must leave nothing behind.
TEST(ten_thousand_threads_wait_at_once)
{
    size_t count = min(10000, count_frames() / 6);
    sleep_all(count);
    size_t before = count_frames();
    sleep_all(count);
    EXPECT_EQUAL(count_frames(), before);
}
