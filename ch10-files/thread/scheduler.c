// SPDX-License-Identifier: MIT
// thread/scheduler.c - which thread runs next.

#include "thread/scheduler.h"

#include "device/pit.h"
#include "lib/panic.h"
#include "thread/switch.h"
#include "thread/user_context.h"

struct spinlock scheduler_lock = {.name = "scheduler", .level = LOCK_SCHEDULER};

static struct list ready = LIST_INIT(ready);   // [scheduler_lock] the run queue
static struct list timers = LIST_INIT(timers); // [scheduler_lock]
static unsigned slice;                         // [scheduler_lock]

void scheduler_set_slice(unsigned nticks)
{
    KASSERT(nticks > 0);
    spin_lock(&scheduler_lock);
    slice = nticks;
    spin_unlock(&scheduler_lock);
}

// --- switching ---

void scheduler_make_ready(struct thread *thread)
{
    KASSERT(scheduler_lock.holder == this_cpu());
    KASSERT(thread->state == THREAD_WAITING);
    if (thread->blocked_on != NULL) {
        thread->blocked_on = NULL;
        list_remove(&thread->queue);
    }
    timer_clear(&thread->timeout);
    thread->state = THREAD_READY;
    list_push_back(&ready, &thread->queue);
    struct cpu *cpu = this_cpu();
    if (cpu->current == cpu->idle) {
        cpu->need_resched = true;
    }
}

static struct thread *pick_next(void)
{
    struct list_node *first = list_pop_front(&ready);
    return first != NULL ? LIST_ENTRY(first, struct thread, queue)
                         : this_cpu()->idle;
}

void scheduler_switch(void)
{
    struct cpu *cpu = this_cpu();
    struct thread *from = cpu->current;
    KASSERT(cpu->innermost == &scheduler_lock);
    KASSERT(scheduler_lock.outer == NULL); // no other lock is held
    KASSERT(from->state != THREAD_RUNNING);
    struct thread *to = pick_next();
    to->state = THREAD_RUNNING;
    cpu->current = to;
    cpu->kernel_rsp = cpu->tss.rsp[0] = (uintptr_t)to->stack_end;
    cpu->ticks_left = slice;
    cpu->need_resched = false;
    if (to != from) {
        // The flag is the thread's, not of the CPU on which it continues.
        bool were_on = cpu->interrupts_were_on;
        if (to->user != NULL) {
            user_context_load(to->user);
        }
        thread_switch(&from->rsp, to->rsp);
        this_cpu()->interrupts_were_on = were_on;
    }
}

void scheduler_yield(void)
{
    // Checked even if no thread is ready, or the bug would show only sometimes.
    KASSERT(!CPU_READ(in_interrupt));
    KASSERT(CPU_READ(innermost) == NULL);
    // The test needs no lock: a thread that becomes ready right after the test
    // might as well have become ready right after the call.
    if (list_is_empty(&ready)) {
        return;
    }
    spin_lock(&scheduler_lock);
    struct thread *current = this_cpu()->current;
    current->state = THREAD_READY;
    if (current != this_cpu()->idle) {
        list_push_back(&ready, &current->queue);
    }
    scheduler_switch();
    spin_unlock(&scheduler_lock);
}

void scheduler_end_of_interrupt(void)
{
    if (this_cpu()->need_resched) {
        scheduler_yield();
    }
}

// Preempts the thread that has released its last spin lock: the worst moment
// for code that lacks a lock.
static void preempt_on_unlock(void)
{
    struct thread *current = thread_current();
    if (!current->is_preempting) { // scheduler_yield() takes a lock itself
        current->is_preempting = true;
        scheduler_yield();
        current->is_preempting = false;
    }
}

void scheduler_preempt_on_unlock(bool is_on)
{
    spin_set_hook(is_on ? preempt_on_unlock : NULL);
}

// --- time ---

uint64_t scheduler_due(uint64_t ms)
{
    if (ms == WAIT_FOREVER) {
        return WAIT_FOREVER;
    }
    uint64_t nticks, hz = pit_hz();
    if (__builtin_mul_overflow(ms / 1000, hz, &nticks) ||
        nticks > WAIT_FOREVER / 2) {
        return WAIT_FOREVER;
    }
    // Rounded up, plus one: part of the current tick is over already.
    nticks += (ms % 1000 * hz + 999) / 1000;
    return pit_ticks() + nticks + 1;
}

void scheduler_set_timeout(uint64_t due)
{
    if (due != WAIT_FOREVER) {
        timer_set(&timers, &this_cpu()->current->timeout, due);
    }
}

static void wake_sleepers(void)
{
    struct timer *timer;
    while ((timer = timer_next_due(&timers, pit_ticks())) != NULL) {
        scheduler_make_ready(
            LIST_ENTRY(&timer->node, struct thread, timeout.node));
    }
}

void scheduler_tick(void)
{
    struct cpu *cpu = this_cpu();
    spin_lock(&scheduler_lock);
    cpu->current->nticks++;
    wake_sleepers();
    if (cpu->ticks_left > 0) {
        cpu->ticks_left--;
    }
    if (cpu->ticks_left == 0 && !list_is_empty(&ready)) {
        cpu->need_resched = true;
    }
    spin_unlock(&scheduler_lock);
}
