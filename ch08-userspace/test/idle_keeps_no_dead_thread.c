// SPDX-License-Identifier: MIT
// Red when thread/thread.c has
//     spin_unlock(&scheduler_lock);
//                 give_back(thread);
//                 spin_lock(&scheduler_lock);
//             }
// instead of
//     give_back(thread);
//             }
// Red when thread/scheduler.c lacks
//     thread_reap();

#include "base/string.h"
#include "boot/bootinfo.h"
#include "cpu/spinlock.h"
#include "cpu/this_cpu.h"
#include "memory/frame.h"
#include "memory/heap.h"
#include "test/runner.h"
#include "thread/scheduler.h"
#include "thread/thread.h"

static struct wait_queue queue;
static volatile bool is_gone;

static void *do_nothing(void *unused)
{
    return unused;
}

static bool has_gone(void *unused)
{
    (void)unused;
    return is_gone;
}

// Takes the CPU from idle as soon as it has taken the dead one off the list.
static void interrupt_idle(void)
{
    static bool is_inside;
    if (this_cpu()->current != this_cpu()->idle || is_inside) {
        return;
    }
    is_inside = true;
    if (thread_count() == 0) {
        is_gone = true;
        wake_all(&queue);
        thread_yield();
    }
    is_inside = false;
}

static void clean_up(void)
{
    thread_trim();
    heap_allocator()->trim();
}

TEST(idle_keeps_no_dead_thread)
{
    is_gone = false;
    wait_queue_init(&queue, "idle's work");
    clean_up();
    size_t before = frame_nfree();
    thread_detach(thread_create("guest", do_nothing, NULL));
    spin_set_hook(interrupt_idle);
    EXPECT(wait_until(&queue, has_gone, NULL, 1000));
    scheduler_make_trouble(strstr(bootinfo()->command_line, "trouble") != NULL);
    clean_up();
    EXPECT_EQUAL(frame_nfree(), before);
    thread_sleep(20); // idle goes on
}
