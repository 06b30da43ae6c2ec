// SPDX-License-Identifier: MIT
// process/process.h - a program that runs: a thread with memory of its own.
//
// Each process is the child of another one, or of the kernel. A process that
// has ended is a zombie until its parent waits for it. When a process ends, its
// children are killed first. Only one thread of the kernel may start processes,
// wait for them and kill them.

#pragma once

#include "abi/file.h"
#include "abi/spawn.h"
#include "abi/status.h"
#include "object/descriptor.h"
#include "process/arguments.h"
#include "thread/thread.h"
#include "thread/user_context.h"

#define PROCESSES_MAX      64 // at a time
#define PROCESSES_RESERVED 8  // of these, for children of the kernel
#define PROCESS_NAME_SIZE  24

struct process {                   // i: immutable   o: its own thread alone
    int pid;                       // [i]
    char name[PROCESS_NAME_SIZE];  // [i]
    struct thread *thread;         // [i] NULL for the kernel
    struct process *parent;        // [i]
    struct list children;          // [o] running ones and zombies
    struct list_node sibling;      // [parent's thread] in parent->children
    struct wait_queue child_ended; // [scheduler_lock]
    bool has_ended;                // [scheduler_lock]
    int status;                    // [i] once has_ended is set
    int group;                     // [table_lock] like the next two
    int signal;                    // that ended it; 0: none did
    bool ignores_interrupt;        // SIGINT does not end it
    struct descriptor_table descriptors; // [o]
    char directory[PATH_MAX];            // [o] working directory: a clean path
    struct user_context user;            // [o] thread->user points here
    uintptr_t entry, rsp;                // [i] with which its program begins
    uintptr_t heap_start;                // [i]
    uintptr_t heap_end;                  // [o]
};

extern struct process kernel_process; // the first parent; its pid is 0

// The process of the calling thread; for a kernel thread, the kernel's.
static inline struct process *process_current(void)
{
    struct user_context *user = thread_current()->user;
    return user == NULL ? &kernel_process
                        : (struct process *)((uintptr_t)user -
                                             offsetof(struct process, user));
}

// Starts the program of this name (process/program.h) as a child of the current
// process. Returns the child's pid; -ENOENT or -ENOTDIR if there is no such
// program, -EACCES if it is no regular file or may not be executed, -ENOEXEC if
// the file cannot be run (the log says why, unless it is not an ELF file),
// -EAGAIN if there are too many processes, -ENOMEM, or -EINTR if the current
// process is killed.
int process_start(const char *name, const struct arguments *arguments);

// The same, with the group and the descriptors that the options choose. Also
// returns -EBADF if one of those is not open, and -EINVAL if there is no
// such group.
int process_spawn(const char *name, const struct arguments *arguments,
                  const struct spawn_options *options);

// Waits until the child with this pid has ended, or for WAIT_ANY until any
// child has, and reaps it. Returns its pid; -ECHILD if there is no such child,
// -ETIMEDOUT, or -EINTR if the current process is killed.
int process_wait(int64_t pid, int *status, uint64_t timeout_ms);

// Kills a child, whatever it does or waits for. Returns 0, or -ESRCH if there
// is no such child.
int process_kill(int64_t pid);

// Ends the current process. Its parent's wait() gives this status: an exit
// code, or STATUS_KILLED and a reason. The caller may have interrupts off.
_Noreturn void process_exit(int status);

// Ends the current process if it was killed. Call before a return to ring 3.
void process_exit_if_killed(void);

// Moves the end of the current process's heap by nbytes, up or down. Returns
// the old end, or -ENOMEM, or -EINTR if the process is killed.
int64_t process_sbrk(int64_t nbytes);
