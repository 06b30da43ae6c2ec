// SPDX-License-Identifier: MIT
// thread/thread.h - a thread: code that has a stack and takes turns.

#pragma once

#include "cpu/this_cpu.h"
#include "thread/timer_wheel.h"
#include "thread/wait_queue.h"

enum thread_state {
    THREAD_READY,   // in the run queue, or idle
    THREAD_RUNNING, // on a CPU
    THREAD_WAITING, // in a wait queue
    THREAD_ENDED,   // will never run again
};

#define THREAD_NAME_SIZE 24

struct thread {              // i: immutable   s: scheduler_lock
    uint64_t *rsp;           // [s] where it was left; while it does not run
    enum thread_state state; // [s]
    struct list_node queue;  // [s] run queue, wait queue, or those to be reaped
    struct list_node all;    // [s] in the list of all threads
    struct wait_queue *waits;    // [s] what it waits in, while it waits
    bool is_served;              // [s] was given what it waited for
    struct mutex *wants;         // [s] the mutex that it waits for
    struct timer timeout;        // [s]
    bool is_permanent;           // [i] main or idle
    bool is_detached;            // [s]
    bool is_joined;              // [s] somebody waits for its end
    struct wait_queue ended;     // [s] who waits for its end
    void *value;                 // [s] what it ended with
    unsigned nmutexes;           // [s] how many it holds
    bool is_troubled;            // see scheduler_make_trouble(); its own
    volatile bool is_stopped;    // [s] its program is not to go on
    struct space *space;         // [s] where it lives; NULL: wherever it is
    struct fpu_state *fpu;       // [s] its program's registers; or NULL
    struct process *process;     // [s] whose program it runs; or NULL
    uint64_t nticks;             // [s] that it has run
    uint64_t *stack_end;         // [i]
    void *(*body)(void *);       // [i]
    void *argument;              // [i]
    unsigned id;                 // [i]
    char name[THREAD_NAME_SIZE]; // [i]
};

// Starts a thread that calls body(argument) and ends with what that returns.
// Returns NULL if there is no memory for it. Somebody has to join or detach it.
MUST_USE struct thread *thread_create(const char *name, void *(*body)(void *),
                                      void *argument);

// Ends the thread that calls. It must hold no mutex, and not be the first one.
_Noreturn void thread_exit(void *value);

// Waits for the end of a thread, gives back all that it had, and returns what
// it ended with. Nobody may use the thread any more; only one may join it.
// Panics if the thread is the caller, or the one that was first: it never ends.
void *thread_join(struct thread *thread);

// Nobody will join it: it gives back all that it has when it ends. Panics for
// one that somebody joins, and for the first one.
void thread_detach(struct thread *thread);

// The one that calls. One instruction, and not this_cpu() and then the field:
// in between, the thread could be interrupted and go on on another CPU. Not
// volatile: to the one who asks, the answer is always the same.
static inline struct thread *thread_current(void)
{
    struct thread *thread;
    __asm__("mov %%gs:%c1, %0"
            : "=r"(thread)
            : "i"(offsetof(struct cpu, current)));
    return thread;
}

// For a thread that runs a program: it lives in this address space from now on,
// and has these registers. NULLs take it back to the kernel's; the caller may
// then give back both. The calling thread's own.
void thread_set_program(struct process *process, struct space *space,
                        struct fpu_state *fpu);

// The program of this thread is not to go on: it will not come back from the
// kernel. If the thread waits, it asks for its condition again, which says
// whether it is to go on waiting.
void thread_stop(struct thread *thread);

// Lets the others have a turn. Returns at once if nobody is ready. May not be
// called in an interrupt handler or with a spin lock held.
void thread_yield(void);

// Waits for at least so many milliseconds.
void thread_sleep(uint64_t ms);

// Gives back what detached threads had that have ended. The idle thread does
// so, and thread_create().
void thread_reap(void);

// The same, and the memory that is kept for the next threads.
void thread_trim(void);

// How many there are, ended ones that nobody has joined yet included.
size_t thread_count(void);
