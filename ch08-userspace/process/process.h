// SPDX-License-Identifier: MIT
// process/process.h - a program that runs: a thread with memory of its own.
//
// Each process is the child of another, or of the kernel itself. Whoever
// started it waits for it, and has the rest of it until then. When a process
// ends its children end as well, so nobody is left over. Those of the kernel
// are for one of its threads alone to start, to wait for and to make end.

#pragma once

#include "memory/space.h"
#include "process/arguments.h"
#include "thread/thread.h"

#define PROCESSES_MAX     64 // at a time
#define PROCESS_NAME_SIZE 24

struct process {                   // i: immutable   o: its own thread alone
    int pid;                       // [i]
    char name[PROCESS_NAME_SIZE];  // [i]
    struct thread *thread;         // [i] NULL: this is the kernel itself
    struct process *parent;        // [i]
    struct list children;          // [o] all that it has not waited for
    struct list_node sibling;      // [parent's thread] in that list
    struct wait_queue child_ended; // [scheduler_lock]
    bool has_ended;                // [scheduler_lock]
    int status;                    // [i] as soon as it has
    struct list_node all;          // [processes_lock] for GDB
    struct space space;            // [o]
    struct fpu_state *fpu;         // [o]
    uintptr_t entry, rsp;          // [i] where its program begins
    uintptr_t heap_start;          // [i]
    uintptr_t heap_end;            // [o]
};

// Once, by main.c.
void process_init(void);

// The process whose thread calls; for a thread of the kernel's, the kernel.
struct process *process_current(void);

// Starts a program of the boot loader's as a child of the current process.
// Returns its pid, or -ENOENT if there is none of this name, -ENOEXEC if it is
// none that we can run (the log says why), -EAGAIN if there are too many
// processes, -ENOMEM.
int process_start(const char *name, const struct arguments *arguments);

// Waits for the end of a child, or with WAIT_ANY of whichever ends first, and
// gives the last of it back. Returns its pid, or -ECHILD if there is no such
// child, -ETIMEDOUT, or -EINTR if the process that waits is itself to end.
int process_wait(int64_t pid, int *status, uint64_t timeout_ms);

// Makes a child end, wherever it is. Returns 0, or -ESRCH if there is no such
// child.
int process_kill(int64_t pid);

// Ends the current process, with what its parent is told: an exit code, or
// STATUS_STOPPED and a reason.
_Noreturn void process_end(int status);

// Does so if somebody wants it to end. Before a program goes on.
void process_end_if_stopped(void);

// Moves the end of its heap. Returns where that was, or -ENOMEM.
int64_t process_move_heap_end(int64_t nbytes);

// How many there are.
size_t process_count(void);
