// SPDX-License-Identifier: MIT
// Red when thread/timer_wheel.c has
//     if (timer->due == now + 1) {
// instead of
//     if (timer->due <= now) {

#include "base/kprintf.h"
#include "boot/layout.h"
#include "lib/panic.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "test/runner.h"
#include "thread/thread.h"
#include "x86/paging.h"

static volatile size_t nwoken;

static void *sleep_a_while(void *ms)
{
    thread_sleep((uintptr_t)ms);
    __atomic_add_fetch(&nwoken, 1, __ATOMIC_RELAXED);
    return ms;
}

// Where there is less memory than for all of them, as many as there is for.
TEST(ten_thousand_threads_wait_at_once)
{
    thread_trim();
    heap_allocator()->trim();
    size_t before = frame_nfree();
    size_t count = min(10000, before / 6);
    struct thread **threads = kmalloc(count * sizeof(*threads));
    nwoken = 0;
    for (size_t i = 0; i < count; i++) {
        threads[i] = thread_create("sleeper", sleep_a_while,
                                   (void *)(uintptr_t)(1 + i * 7919 % 900));
        KASSERT(threads[i] != NULL);
    }
    EXPECT_EQUAL(thread_count(), count);
    for (size_t i = 0; i < count; i++) {
        thread_join(threads[i]);
    }
    kprintf("%zu threads have slept and woken\n", nwoken);
    EXPECT_EQUAL(nwoken, count);
    kfree(threads);
    thread_trim();
    heap_allocator()->trim();
    EXPECT_EQUAL(frame_nfree(), before);
}
