// SPDX-License-Identifier: MIT
// thread/thread.c - threads begin, end and are joined.
//
// A thread cannot free the stack that it runs on. The thread that joins it does
// that, on another stack, after the ended thread has left its own for good.

#include "thread/thread.h"

#include "base/string.h"
#include "lib/panic.h"
#include "memory/heap.h"
#include "thread/switch.h"
#include "thread/thread_stack.h"
#include "thread/user_context.h"
#include "x86/cpu.h"

static struct thread main_thread = {.name = "main"};
static struct thread idle_thread;

// --- begin ---

// A new thread starts here when the scheduler switches to it for the first
// time.
static _Noreturn void begin(void)
{
    struct thread *self = this_cpu()->current;
    // The thread that switched here has taken the lock; this one releases it.
    this_cpu()->interrupts_were_on = true;
    spin_unlock(&scheduler_lock);
    thread_exit(self->body(self->argument));
}

// Lays out a stack as if thread_switch() had been called at begin().
static void prepare_stack(struct thread *thread)
{
    uint64_t *rsp = thread->stack_end;
    *--rsp = 0; // begin() has no caller; this aligns the stack as the ABI asks
    struct switch_frame *frame = (struct switch_frame *)rsp - 1;
    *frame = (struct switch_frame){.return_address = (uintptr_t)begin};
    thread->rsp = (uint64_t *)frame;
}

// Returns false if there is no memory for a stack.
static bool prepare(struct thread *thread, const char *name,
                    void *(*body)(void *), void *argument)
{
    *thread = (struct thread){
        .state = THREAD_WAITING, .body = body, .argument = argument};
    memcpy(thread->name, name, strnlen(name, THREAD_NAME_SIZE - 1));
    thread->stack_end = thread_stack_take(thread);
    if (thread->stack_end == NULL) {
        return false;
    }
    prepare_stack(thread);
    return true;
}

struct thread *thread_create(const char *name, void *(*body)(void *),
                             void *argument)
{
    struct thread *thread = kmalloc(sizeof(*thread));
    if (thread == NULL || !prepare(thread, name, body, argument)) {
        kfree(thread);
        return NULL;
    }
    spin_lock(&scheduler_lock);
    scheduler_make_ready(thread);
    spin_unlock(&scheduler_lock);
    return thread;
}

// --- end ---

static void check_can_end(const struct thread *thread, const char *what)
{
    if (thread->is_permanent) {
        panic("the thread %s cannot be %s: it never ends", thread->name, what);
    }
}

void thread_exit(void *value)
{
    struct thread *self = thread_current();
    check_can_end(self, "ended");
    if (self->nmutexes > 0) {
        panic("the thread %s ends and holds %u mutexes", self->name,
              self->nmutexes);
    }
    assert_may_sleep("nothing any more");
    spin_lock(&scheduler_lock);
    self->value = value;
    self->state = THREAD_ENDED;
    if (self->joiner != NULL) {
        scheduler_make_ready(self->joiner);
    }
    scheduler_switch();
    panic("a thread that has ended runs on");
}

void *thread_join(struct thread *thread)
{
    struct thread *self = thread_current();
    assert_may_sleep("the end of a thread");
    check_can_end(thread, "joined");
    spin_lock(&scheduler_lock);
    KASSERT(thread != self);         // or it would wait for ever
    KASSERT(thread->joiner == NULL); // or the second would use a freed thread
    thread->joiner = self;
    while (thread->state != THREAD_ENDED) {
        self->state = THREAD_WAITING;
        scheduler_switch();
    }
    spin_unlock(&scheduler_lock);
    void *value = thread->value;
    thread_stack_put(thread->stack_end);
    kfree(thread);
    return value;
}

static bool is_killed(void *unused)
{
    (void)unused;
    return thread_current()->is_killed;
}

void thread_sleep(uint64_t ms)
{
    static struct wait_queue sleepers = {"time", LIST_INIT(sleepers.waiters)};
    if (ms == 0) {
        scheduler_yield();
        return;
    }
    wait_until(&sleepers, is_killed, NULL, ms);
}

// --- programs ---

void thread_attach_user_context(struct user_context *context)
{
    spin_lock(&scheduler_lock);
    this_cpu()->current->user = context;
    if (context != NULL) {
        user_context_load(context);
    } else {
        user_context_unload();
    }
    spin_unlock(&scheduler_lock);
}

void thread_kill(struct thread *thread)
{
    spin_lock(&scheduler_lock);
    thread->is_killed = true;
    if (thread->state == THREAD_WAITING && thread->blocked_on != NULL) {
        scheduler_make_ready(thread);
    }
    spin_unlock(&scheduler_lock);
}

// --- main and idle ---

// The thread that runs when no other can. It is in no queue, so it takes no
// turn from another thread.
static _Noreturn void *idle(void *unused)
{
    (void)unused;
    for (;;) {
        cli();
        if (this_cpu()->need_resched) { // a thread has become ready
            sti();
            scheduler_yield();
        } else {
            sti_and_hlt();
        }
    }
}

void thread_init(void)
{
    thread_stack_init();
    struct cpu *cpu = this_cpu();
    main_thread.is_permanent = true;
    main_thread.state = THREAD_RUNNING;
    cpu->current = &main_thread;

    if (!prepare(&idle_thread, "idle", idle, NULL)) {
        panic("no memory for the idle thread");
    }
    idle_thread.is_permanent = true;
    idle_thread.state = THREAD_READY; // and in no queue
    cpu->idle = &idle_thread;
}

const char *thread_guarded_at(uintptr_t address)
{
    struct thread *owner = thread_stack_owner(address);
    return owner != NULL && !thread_stack_contains(address) ? owner->name
                                                            : NULL;
}
