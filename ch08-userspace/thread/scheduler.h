// SPDX-License-Identifier: MIT
// thread/scheduler.h - which thread runs next.
//
// Ready threads are in one list, the run queue, and take turns of one time
// slice each: round robin. To pick the next thread takes constant time.

#pragma once

#include "base/list.h"
#include "cpu/spinlock.h"
#include "cpu/this_cpu.h"
#include "thread/timer.h"

enum thread_state {
    THREAD_READY,   // in the run queue, or idle
    THREAD_RUNNING, // on a CPU
    THREAD_WAITING, // for a wake-up
    THREAD_ENDED,   // never runs again
};

#define THREAD_NAME_SIZE 24

struct thread {                     // i: immutable   s: scheduler_lock
    uint64_t *rsp;                  // [s] of the stack that it has left
    enum thread_state state;        // [s]
    struct list_node queue;         // [s] in the run queue or a wait queue
    struct wait_queue *blocked_on;  // [s] the wait queue that it is in, or NULL
    bool handed_off;                // [s] its waker gave it what it waited for
    struct mutex *blocked_on_mutex; // [s] the mutex that it waits for, or NULL
    struct timer timeout;           // [s]
    bool is_permanent;              // [i] main or idle
    struct thread *joiner;          // [s] the thread that waits for its end
    void *value;                    // [s] the result it ended with
    unsigned nmutexes;              // [s] how many it holds
    volatile bool is_killed;        // [s] it must not return to its program
    struct user_context *user;      // [s] its program's; NULL: a kernel thread
    bool is_preempting;             // its own: scheduler_preempt_on_unlock()
    uint64_t nticks;                // [s] ticks at which it was running
    uint64_t *stack_end;            // [i]
    void *(*body)(void *);          // [i]
    void *argument;                 // [i]
    char name[THREAD_NAME_SIZE];    // [i]
};

// Guards the queues and the fields of struct thread marked [s]. It is held
// across a context switch: the thread that leaves has locked it, and the thread
// that comes unlocks it.
extern struct spinlock scheduler_lock;

// How many ticks a thread may run while others are ready, in the time slices
// that begin from now on. Once by main.c, before thread_init().
void scheduler_set_slice(unsigned nticks);

// Helps to find a missing lock: while it is on, a thread that releases its last
// spin lock is preempted.
void scheduler_preempt_on_unlock(bool is_on);

// The calling thread. One instruction reads it: between this_cpu() and the
// load of a field, the thread could be preempted and continue on another CPU.
static inline struct thread *thread_current(void)
{
    return CPU_READ(current);
}

// Lets the threads that are ready run first; returns at once if there is none.
// Panics in an interrupt handler and while a spin lock is held.
void scheduler_yield(void);

// The device's interrupt handlers call these: at each tick of the timer, and at
// the end of each interrupt, where the thread that ran may be preempted.
void scheduler_tick(void);
void scheduler_end_of_interrupt(void);

// The caller of each function below holds scheduler_lock.

// Puts a thread that waits into the run queue, out of the wait queue that it is
// in, and stops its timer.
void scheduler_make_ready(struct thread *thread);

// Runs another thread. The state of the current one is no longer
// THREAD_RUNNING. Returns when the current thread runs again.
void scheduler_switch(void);

#define WAIT_FOREVER UINT64_MAX

// Returns the tick before which at least so many milliseconds pass;
// WAIT_FOREVER for WAIT_FOREVER.
uint64_t scheduler_due(uint64_t ms);

// Makes the current thread, which is about to wait, ready at this tick if it
// still waits then. The tick lies ahead; at WAIT_FOREVER nothing happens.
void scheduler_set_timeout(uint64_t due);
