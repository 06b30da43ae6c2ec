// SPDX-License-Identifier: MIT
// thread/scheduler.h - who runs next.
//
// The threads that could run stand in one queue and get a time slice each, in
// turn. Taking the first of a queue takes one step, however many there are.

#pragma once

#include "cpu/spinlock.h"
#include "thread/thread.h"

// Guards the queues and what struct thread says it guards. It is held across a
// switch: taken by the thread that goes, given back by the one that comes.
extern struct spinlock scheduler_lock;

// Makes the code that calls it the first thread, and starts to switch. hz: the
// timer's rate; slice: how many ticks a thread may run while others are ready.
// Once, by main.c, with interrupts off.
void scheduler_init(unsigned hz, unsigned slice);

// Another length for the time slices from now on.
void scheduler_set_slice(unsigned nticks);

// For those who look for a missing lock: a thread loses the CPU each time it
// gives its last spin lock back.
void scheduler_make_trouble(bool is_on);

// The caller of those below holds scheduler_lock.

// Puts a thread that waits into the run queue. What it waited in is left.
void scheduler_make_ready(struct thread *thread);

// Leaves the CPU to another thread; the state of the current one is no longer
// THREAD_RUNNING. Returns when it runs again.
void scheduler_switch(void);

// The tick at which at least so many milliseconds will be over; WAIT_FOREVER
// stays what it is.
uint64_t scheduler_due(uint64_t ms);

// The current thread, which is to wait, will be made ready at this tick, if
// nobody has done so by then. The tick lies ahead; WAIT_FOREVER never comes.
void scheduler_set_timeout(uint64_t due);

// Fills in a thread that is nobody's yet, with a stack of its own, for
// scheduler_add(). Returns false if there is no memory for the stack.
MUST_USE bool thread_init(struct thread *thread, const char *name,
                          void *(*body)(void *), void *argument);

// Adds a thread to the list of all, ready to run; takes it out for good.
void scheduler_add(struct thread *thread);
void scheduler_remove(struct thread *thread);

// Somebody who ended, whom nobody joins; and to fetch him again, or NULL.
void scheduler_bury(struct thread *thread);
struct thread *scheduler_next_dead(void);
