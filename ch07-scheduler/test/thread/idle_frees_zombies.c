// SPDX-License-Identifier: MIT
// Breaks: thread/thread.c: if (node != NULL) {
//     => spin_unlock(&scheduler_lock); spin_lock(&scheduler_lock); if (node) {
// Breaks: thread/thread.c: for (;;) { => for (;;) { sti_and_hlt(); continue;

#include "base/string.h"
#include "boot/bootinfo.h"
#include "cpu/spinlock.h"
#include "cpu/this_cpu.h"
#include "test/leaks.h"
#include "test/runner.h"
#include "thread/scheduler.h"
#include "thread/thread.h"
#include "thread/thread_stack.h"

static struct wait_queue queue;
static struct thread *guest;
static uint64_t *guest_stack;
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

// Has idle taken the zombie off the list, or freed it already?
static bool is_off_the_list(void)
{
    return thread_stack_owner((uintptr_t)guest_stack) != guest ||
           (guest->state == THREAD_ENDED && guest->queue.next == NULL);
}

// Takes the CPU from idle as soon as it has taken the zombie off the list.
static void interrupt_idle(void)
{
    static bool is_inside;
    if (this_cpu()->current != this_cpu()->idle || is_inside) {
        return;
    }
    is_inside = true;
    if (is_off_the_list()) {
        is_gone = true;
        wake_all(&queue);
        scheduler_yield();
    }
    is_inside = false;
}

TEST(idle_frees_zombies)
{
    is_gone = false;
    wait_queue_init(&queue, "idle's work");
    size_t before = count_frames();
    guest = thread_create("guest", do_nothing, NULL);
    guest_stack = guest->stack_end;
    thread_detach(guest);
    spin_set_hook(interrupt_idle);
    EXPECT(wait_until(&queue, has_gone, NULL, 1000));
    scheduler_preempt_on_unlock(strstr(bootinfo()->command_line, "stress") !=
                                NULL);
    EXPECT_EQUAL(count_frames(), before);
    thread_sleep(20); // idle finishes its work
}
