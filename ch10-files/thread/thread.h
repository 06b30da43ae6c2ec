// SPDX-License-Identifier: MIT
// thread/thread.h - threads begin, end and are joined.
//
// A thread is code that has a stack of its own and takes turns on the CPU.
// Its struct thread is in thread/scheduler.h.

#pragma once

#include "thread/scheduler.h"
#include "thread/wait_queue.h"

// Makes the calling code the first thread, main, and makes the idle thread.
// Once, by main.c, after scheduler_set_slice().
void thread_init(void);

// Starts a thread that calls body(argument) and ends with its result. Returns
// NULL if there is no memory for it. The caller must join it later.
MUST_USE struct thread *thread_create(const char *name, void *(*body)(void *),
                                      void *argument);

// Ends the calling thread. It must hold no mutex. Panics in the first thread.
_Noreturn void thread_exit(void *value);

// Waits for the end of a thread, frees it, and returns the value it ended with.
// The pointer is invalid afterwards, so a thread is joined once. Panics if the
// thread is the caller itself, or main or idle, which never end.
void *thread_join(struct thread *thread);

// Gives the calling thread the context of a program, and loads it. NULL
// detaches the context without saving it; the caller may then free it.
void thread_attach_user_context(struct user_context *context);

// Kills a thread: it will not return from the kernel to its program. If the
// thread waits, it tests its condition again, and the condition decides whether
// the wait goes on.
void thread_kill(struct thread *thread);

// Waits for at least so many milliseconds, or until the calling thread is
// killed; 0 yields.
void thread_sleep(uint64_t ms);

// Returns the name of the thread whose stack's guard has the address; or NULL.
const char *thread_guarded_at(uintptr_t address);
