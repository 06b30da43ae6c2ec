// SPDX-License-Identifier: MIT
// thread/thread.c - a thread: code that has a stack and takes turns.
//
// A thread cannot give back the stack it runs on. Whoever joins it does that,
// or if nobody will, the idle thread: both run on stacks of their own, and only
// after the thread has left its stack for good.

#include "thread/thread.h"

#include "base/format.h"
#include "base/required.h"
#include "cpu/this_cpu.h"
#include "lib/panic.h"
#include "memory/heap.h"
#include "thread/mutex.h"
#include "thread/scheduler.h"
#include "thread/switch.h"
#include "thread/thread_stack.h"

// Where a new thread starts, when somebody has switched to it.
static _Noreturn void begin(void)
{
    struct thread *self = this_cpu()->current;
    // Whoever switched here holds the lock, and we give it back.
    this_cpu()->interrupts_were_on = true;
    spin_unlock(&scheduler_lock);
    thread_exit(self->body(self->argument));
}

// Lays out a stack as if the thread had once been in begin() and had left it.
static void prepare_stack(struct thread *thread)
{
    uint64_t *rsp = thread->stack_end;
    *--rsp = 0; // begin() returns to nobody; the stack is as the ABI wants it
    struct switch_frame *frame = (struct switch_frame *)rsp - 1;
    *frame = (struct switch_frame){.return_address = (uintptr_t)begin};
    thread->rsp = (uint64_t *)frame;
}

bool thread_init(struct thread *thread, const char *name, void *(*body)(void *),
                 void *argument)
{
    *thread = (struct thread){.body = body, .argument = argument};
    thread->stack_end = thread_stack_take(thread);
    if (thread->stack_end == NULL) {
        return false;
    }
    snprintf(thread->name, sizeof(thread->name), "%s", name);
    wait_queue_init(&thread->ended, "the end of a thread");
    prepare_stack(thread);
    return true;
}

struct thread *thread_create(const char *name, void *(*body)(void *),
                             void *argument)
{
    thread_reap();
    struct thread *thread = kmalloc(sizeof(*thread));
    if (thread == NULL) {
        return NULL;
    }
    if (!thread_init(thread, name, body, argument)) {
        kfree(thread);
        return NULL;
    }
    spin_lock(&scheduler_lock);
    scheduler_add(thread);
    scheduler_make_ready(thread);
    spin_unlock(&scheduler_lock);
    return thread;
}

// What the kernel began with goes on as long as it does.
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
    check_may_wait("nothing any more");
    spin_lock(&scheduler_lock);
    self->value = value;
    self->state = THREAD_ENDED;
    if (self->is_detached) {
        scheduler_bury(self);
    } else {
        wake_all_locked(&self->ended);
    }
    scheduler_switch();
    panic("a thread that has ended goes on");
}

// Nobody runs on its stack any more, and nobody knows of it.
static void give_back(struct thread *thread)
{
    thread_stack_put(thread->stack_end);
    kfree(thread);
}

static bool has_ended(void *thread)
{
    return ((struct thread *)thread)->state == THREAD_ENDED;
}

void *thread_join(struct thread *thread)
{
    check_may_wait("the end of a thread");
    check_can_end(thread, "joined");
    spin_lock(&scheduler_lock);
    KASSERT(thread != this_cpu()->current); // or it would wait for ever
    KASSERT(!thread->is_detached);
    KASSERT(!thread->is_joined); // or the second would ask a freed thread
    thread->is_joined = true;
    wait_until_locked(&thread->ended, has_ended, thread, WAIT_FOREVER);
    scheduler_remove(thread);
    spin_unlock(&scheduler_lock);
    void *value = thread->value;
    give_back(thread);
    return value;
}

void thread_detach(struct thread *thread)
{
    check_can_end(thread, "detached");
    spin_lock(&scheduler_lock);
    KASSERT(!thread->is_detached);
    KASSERT(!thread->is_joined); // or two would give it back
    thread->is_detached = true;
    if (thread->state == THREAD_ENDED) {
        scheduler_bury(thread);
    }
    spin_unlock(&scheduler_lock);
}

// Each is given back under the lock that it is found under. Idle could lose the
// CPU in between, and might get it back only when all the others are done: so
// long nobody else could find the dead one, nor use its memory.
void thread_reap(void)
{
    struct thread *thread;
    do {
        spin_lock(&scheduler_lock);
        thread = scheduler_next_dead();
        if (thread != NULL) {
            scheduler_remove(thread);
            give_back(thread);
        }
        spin_unlock(&scheduler_lock); // who is ready need not wait for all
    } while (thread != NULL);
}

void thread_trim(void)
{
    thread_reap();
    thread_stack_trim();
}

static bool never(void *unused)
{
    (void)unused;
    return false;
}

void thread_sleep(uint64_t ms)
{
    static struct wait_queue sleepers = {
        "time", {{&sleepers.waiters.head, &sleepers.waiters.head}}};
    if (ms == 0) {
        thread_yield();
        return;
    }
    wait_until(&sleepers, never, NULL, ms);
}
