// SPDX-License-Identifier: MIT
// thread/scheduler.c - who runs next.

#include "thread/scheduler.h"

#include "base/format.h"
#include "cpu/fpu.h"
#include "cpu/stack.h"
#include "cpu/this_cpu.h"
#include "device/pit.h"
#include "lib/panic.h"
#include "memory/kernel_space.h"
#include "thread/switch.h"
#include "thread/thread_stack.h"
#include "trap/pic.h"
#include "x86/cpu.h"

struct spinlock scheduler_lock = {.name = "scheduler", .level = LOCK_SCHEDULER};

static struct list ready; // [scheduler_lock], like all below
static struct list all;
static struct timer_wheel wheel;
static unsigned tick_hz, slice;
static struct list dead; // detached ones that have ended
static unsigned next_id;
static size_t nthreads;
static struct thread main_thread; // whoever called scheduler_init()
static struct thread idle_thread;

size_t thread_count(void)
{
    spin_lock(&scheduler_lock);
    size_t count = nthreads;
    spin_unlock(&scheduler_lock);
    return count;
}

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
    KASSERT(spin_is_mine(&scheduler_lock));
    KASSERT(thread->state == THREAD_WAITING);
    timer_clear(&thread->timeout);
    thread->waits = NULL;
    thread->state = THREAD_READY;
    list_push_back(&ready, &thread->queue);
    struct cpu *cpu = this_cpu();
    if (cpu->current == cpu->idle) {
        cpu->wants_switch = true;
    }
}

void scheduler_switch(void)
{
    struct cpu *cpu = this_cpu();
    KASSERT(spin_is_mine(&scheduler_lock));
    KASSERT(scheduler_lock.outer == NULL); // no other lock is held
    KASSERT(cpu->current->state != THREAD_RUNNING);
    struct thread *from = cpu->current;
    struct thread *to = cpu->idle;
    if (!list_is_empty(&ready)) {
        to = LIST_ENTRY(list_pop_front(&ready), struct thread, queue);
    }
    to->state = THREAD_RUNNING;
    cpu->current = to;
    cpu->kernel_rsp = cpu->tss.rsp[0] = (uintptr_t)to->stack_end;
    cpu->ticks_left = slice;
    cpu->wants_switch = false;
    if (to != from) {
        // This belongs to the thread, not to the CPU on which it goes on.
        bool were_on = cpu->interrupts_were_on;
        // A thread of the kernel's finds the kernel in every address space,
        // and uses none of these registers.
        if (to->space != NULL && to->space != cpu->space) {
            space_use(to->space);
        }
        if (to->fpu != NULL && to->fpu != cpu->fpu) {
            fpu_use(to->fpu);
        }
        thread_switch(&from->rsp, to->rsp);
        this_cpu()->interrupts_were_on = were_on;
    }
}

void thread_set_program(struct process *process, struct space *space,
                        struct fpu_state *fpu)
{
    spin_lock(&scheduler_lock);
    struct thread *current = this_cpu()->current;
    if (fpu == NULL) {
        fpu_forget(current->fpu);
    }
    current->process = process;
    current->space = space;
    current->fpu = fpu;
    space_use(space != NULL ? space : kernel_space());
    if (fpu != NULL) {
        fpu_use(fpu);
    }
    spin_unlock(&scheduler_lock);
}

void thread_stop(struct thread *thread)
{
    spin_lock(&scheduler_lock);
    thread->is_stopped = true;
    if (thread->state == THREAD_WAITING && thread->waits != NULL) {
        list_remove(&thread->queue);
        scheduler_make_ready(thread);
    }
    spin_unlock(&scheduler_lock);
}

// Goes to the end of the queue, if anybody stands there.
static void take_turns(void)
{
    struct thread *current = this_cpu()->current;
    // Asked even if nobody else is ready: or the bug would show only sometimes.
    KASSERT(!this_cpu()->is_in_handler);
    KASSERT(scheduler_lock.outer == NULL); // no other lock is held
    this_cpu()->wants_switch = false;
    if (list_is_empty(&ready)) {
        this_cpu()->ticks_left = slice;
        return;
    }
    current->state = THREAD_READY;
    if (current != this_cpu()->idle) {
        list_push_back(&ready, &current->queue);
    }
    scheduler_switch();
}

void thread_yield(void)
{
    spin_lock(&scheduler_lock);
    take_turns();
    spin_unlock(&scheduler_lock);
}

// A thread that gives its last lock back, with this on, is interrupted there
// and then: the worst time for whoever forgot a lock.
static void make_trouble(void)
{
    struct thread *current = thread_current();
    if (!current->is_troubled) { // the yield takes a lock itself
        current->is_troubled = true;
        thread_yield();
        current->is_troubled = false;
    }
}

void scheduler_make_trouble(bool is_on)
{
    spin_set_hook(is_on ? make_trouble : NULL);
}

// --- time ---

uint64_t scheduler_due(uint64_t ms)
{
    uint64_t nticks;
    if (ms == WAIT_FOREVER ||
        __builtin_mul_overflow(ms / 1000, tick_hz, &nticks) ||
        nticks > WAIT_FOREVER / 2) {
        return WAIT_FOREVER;
    }
    // Rounded up, and one more: the tick that is under way does not count.
    nticks += (ms % 1000 * tick_hz + 999) / 1000;
    return pit_ticks() + nticks + 1;
}

void scheduler_set_timeout(uint64_t due)
{
    if (due != WAIT_FOREVER) {
        timer_set(&wheel, &this_cpu()->current->timeout, due);
    }
}

static void wake_sleepers(void)
{
    struct timer *timer;
    while ((timer = timer_next_due(&wheel, pit_ticks())) != NULL) {
        struct thread *thread =
            LIST_ENTRY(&timer->node, struct thread, timeout.node);
        list_remove(&thread->queue); // of those who wait
        scheduler_make_ready(thread);
    }
}

// Called by device/pit.c at each tick, in the interrupt.
static void tick(void)
{
    struct cpu *cpu = this_cpu();
    spin_lock(&scheduler_lock);
    cpu->current->nticks++;
    wake_sleepers();
    if (--cpu->ticks_left == 0) {
        cpu->wants_switch = true;
    }
    spin_unlock(&scheduler_lock);
}

// Called by trap/pic.c when an interrupt's handler is done.
static void end_of_interrupt(void)
{
    if (this_cpu()->wants_switch) {
        thread_yield();
    }
}

// --- threads ---

void scheduler_add(struct thread *thread)
{
    thread->id = next_id++;
    thread->state = THREAD_WAITING;
    list_push_back(&all, &thread->all);
    nthreads++;
}

void scheduler_remove(struct thread *thread)
{
    list_remove(&thread->all);
    nthreads--;
}

void scheduler_bury(struct thread *thread)
{
    list_push_back(&dead, &thread->queue);
}

struct thread *scheduler_next_dead(void)
{
    struct list_node *node = list_pop_front(&dead);
    return node == NULL ? NULL : LIST_ENTRY(node, struct thread, queue);
}

// The thread that runs when nobody else can. It is in no queue, so it takes no
// turn from anybody; and it buries those whom nobody joins.
static _Noreturn void *idle(void *unused)
{
    (void)unused;
    for (;;) {
        thread_reap();
        cli();
        if (list_is_empty(&ready)) {
            sti_and_hlt();
        } else {
            sti();
            thread_yield();
        }
    }
}

// For the report of a stack that has overflowed.
static const char *name_of_guarded(uintptr_t address)
{
    struct thread *owner = thread_stack_owner(address);
    return owner != NULL && !thread_stack_holds(address) ? owner->name : NULL;
}

void scheduler_init(unsigned hz, unsigned slice_ticks)
{
    struct cpu *cpu = this_cpu();
    tick_hz = hz;
    slice = slice_ticks;
    list_init(&ready);
    list_init(&all);
    list_init(&dead);
    timer_wheel_init(&wheel);

    snprintf(main_thread.name, sizeof(main_thread.name), "main");
    wait_queue_init(&main_thread.ended, "the end of a thread");
    main_thread.is_permanent = true;
    scheduler_add(&main_thread);
    main_thread.state = THREAD_RUNNING;
    cpu->current = &main_thread;
    cpu->ticks_left = slice;

    if (!thread_init(&idle_thread, "idle", idle, NULL)) {
        panic("no memory for the first thread");
    }
    idle_thread.is_permanent = true;
    scheduler_add(&idle_thread);
    idle_thread.state = THREAD_READY; // and in no queue
    cpu->idle = &idle_thread;
    nthreads = 0; // these two are nobody's to join
    stack_set_others(thread_stack_holds, name_of_guarded);
    pit_set_handler(tick);
    irq_set_end(end_of_interrupt);
}
