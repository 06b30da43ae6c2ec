// SPDX-License-Identifier: MIT
// process/process.c - a program that runs: a thread with memory of its own.

#include "process/process.h"

#include "base/errno.h"
#include "base/string.h"
#include "lib/panic.h"
#include "memory/heap.h"
#include "process/elf.h"
#include "process/enter.h"
#include "process/inherit.h"
#include "process/loader.h"
#include "process/process_table.h"
#include "process/user_memory.h"
#include "terminal/console.h"
#include "thread/scheduler.h"
#include "thread/thread.h"
#include "x86/cpu.h"

struct process kernel_process = {
    .name = "the kernel",
    .children = LIST_INIT(kernel_process.children),
    .child_ended = {"the end of a process",
                    LIST_INIT(kernel_process.child_ended.waiters)}};

// --- start ---

// A process's thread begins here. It enters the program, and comes back to the
// kernel only by system calls and traps.
static void *run(void *argument)
{
    struct process *self = argument;
    self->thread = thread_current(); // the parent may not have stored it yet
    thread_attach_user_context(&self->user);
    process_exit_if_killed();
    enter_program(self->entry, self->rsp);
}

static struct process *new_process(const char *name)
{
    struct process *process = kcalloc(1, sizeof(*process));
    if (process != NULL) {
        memcpy(process->name, name, strnlen(name, PROCESS_NAME_SIZE - 1));
        process->parent = process_current();
        list_init(&process->children);
        wait_queue_init(&process->child_ended, "the end of a process");
    }
    return process;
}

int process_start(const char *name, const struct arguments *arguments)
{
    static const struct spawn_options as_parent = {SPAWN_SAME_GROUP, {0, 1, 2}};
    return process_spawn(name, arguments, &as_parent);
}

int process_spawn(const char *name, const struct arguments *arguments,
                  const struct spawn_options *options)
{
    int result = -EAGAIN;
    struct process *process = new_process(name);
    if (process == NULL) {
        return -ENOMEM;
    }
    if (!process_table_add(process)) {
        goto no_pid;
    }
    result = inherit(process, options);
    if (result != 0) {
        goto no_context;
    }
    result = user_context_init(&process->user);
    if (result != 0) {
        goto no_context;
    }
    result = load_program(process, name, arguments);
    if (result != 0) {
        goto no_thread;
    }
    process->thread = thread_create(process->name, run, process);
    if (process->thread == NULL) {
        result = -ENOMEM;
        goto no_thread;
    }
    list_push_back(&process->parent->children, &process->sibling);
    return process->pid;

no_thread:
    space_destroy(&process->user.space);
no_context:
    descriptor_close_all(&process->descriptors);
    process_table_remove(process);
no_pid:
    kfree(process);
    return result;
}

// --- wait, kill and exit ---

// Returns a child that has ended, or NULL.
static struct process *find_zombie(const struct process *parent)
{
    LIST_FOR_EACH(node, &parent->children)
    {
        struct process *child = LIST_ENTRY(node, struct process, sibling);
        if (child->has_ended) {
            return child;
        }
    }
    return NULL;
}

// What process_wait() waits for, and the child that it has found.
struct wait {
    const struct process *parent;
    struct process *child; // NULL: any, until one has ended
};

static bool has_child_ended(void *argument)
{
    struct wait *wait = argument;
    if (wait->child == NULL) {
        wait->child = find_zombie(wait->parent); // few children
    }
    return (wait->child != NULL && wait->child->has_ended) ||
           thread_current()->is_killed;
}

// Waits until the child's thread has left its stack, then frees the child,
// which is in no list any more. Returns the child's status.
static int process_reap(struct process *child)
{
    process_table_remove(child); // no signal finds its thread any more
    thread_join(child->thread);
    int status = child->status;
    kfree(child);
    return status;
}

int process_wait(int64_t pid, int *status, uint64_t timeout_ms)
{
    struct process *self = process_current();
    struct wait wait = {.parent = self};
    if (pid != WAIT_ANY) {
        wait.child = process_table_find(process_current(), pid);
    }
    if (pid == WAIT_ANY ? list_is_empty(&self->children) : wait.child == NULL) {
        return -ECHILD;
    }
    wait_until(&self->child_ended, has_child_ended, &wait, timeout_ms);
    struct process *child = wait.child;
    if (child == NULL || !child->has_ended) {
        return thread_current()->is_killed ? -EINTR : -ETIMEDOUT;
    }
    int ended_pid = child->pid;
    list_remove(&child->sibling);
    *status = process_reap(child);
    return ended_pid;
}

int process_kill(int64_t pid)
{
    struct process *child = process_table_find(process_current(), pid);
    if (child == NULL) {
        return -ESRCH;
    }
    thread_kill(child->thread);
    return 0;
}

static void end_children(struct process *parent)
{
    LIST_FOR_EACH(node, &parent->children)
    {
        thread_kill(LIST_ENTRY(node, struct process, sibling)->thread);
    }
    struct list_node *node;
    while ((node = list_pop_front(&parent->children)) != NULL) {
        process_reap(LIST_ENTRY(node, struct process, sibling));
    }
}

void process_exit(int status)
{
    sti(); // the ways back to ring 3 call this with interrupts off
    struct process *self = process_current();
    KASSERT(self != &kernel_process);
    end_children(self);
    descriptor_close_all(&self->descriptors);
    thread_attach_user_context(NULL);
    space_destroy(&self->user.space);
    spin_lock(&scheduler_lock);
    self->status = status;
    self->has_ended = true;
    wake_one_locked(&self->parent->child_ended);
    spin_unlock(&scheduler_lock);
    if (!process_table_group_lives(self->group)) {
        console_leave_group(self->group, self->parent->group);
    }
    thread_exit(NULL);
}

void process_exit_if_killed(void)
{
    int signal = process_current()->signal;
    if (thread_current()->is_killed) {
        process_exit(STATUS_KILLED | (signal != 0 ? KILLED_BY_SIGNAL + signal
                                                  : KILLED_BY_PARENT));
    }
}

// --- memory ---

int64_t process_sbrk(int64_t nbytes)
{
    struct process *self = process_current();
    uintptr_t before = self->heap_end, after = before + (uintptr_t)nbytes;
    // A sum below zero wraps around, and is above PROGRAM_END then.
    if (after < self->heap_start || after > PROGRAM_END) {
        return -ENOMEM;
    }
    uintptr_t mapped = align_up(before, PAGE_SIZE);
    uintptr_t wanted = align_up(after, PAGE_SIZE);
    if (wanted > mapped) {
        int result =
            user_map(&self->user.space, mapped, (wanted - mapped) / PAGE_SIZE,
                     PTE_WRITE | PTE_NX);
        if (result != 0) {
            return result;
        }
    } else {
        space_free_pages(&self->user.space, wanted,
                         (mapped - wanted) / PAGE_SIZE);
    }
    self->heap_end = after;
    return (int64_t)before;
}
