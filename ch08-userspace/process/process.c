// SPDX-License-Identifier: MIT
// process/process.c - a program that runs: a thread with memory of its own.
//
// Owns the table of all processes. A process lies at its pid modulo
// PROCESSES_MAX, so a pid is unique, and is found in constant time. table_lock
// guards the table; no other lock is taken while it is held.

#include "process/process.h"

#include "base/errno.h"
#include "base/string.h"
#include "cpu/spinlock.h"
#include "lib/panic.h"
#include "memory/heap.h"
#include "process/elf.h"
#include "process/enter.h"
#include "process/loader.h"
#include "process/user_memory.h"
#include "thread/scheduler.h"
#include "thread/thread.h"
#include "x86/cpu.h"

struct process kernel_process = {
    .name = "the kernel",
    .children = LIST_INIT(kernel_process.children),
    .child_ended = {"the end of a process",
                    LIST_INIT(kernel_process.child_ended.waiters)}};

// --- pids ---

// After PID_MAX, pids begin again at 1. PID_MAX is a multiple of PROCESSES_MAX,
// so the place of pid 1 follows the place of PID_MAX.
#define PID_MAX (150 * PROCESSES_MAX)

static struct spinlock table_lock = {.name = "process table"};
static struct process *table[PROCESSES_MAX]; // [table_lock] like the next two
static size_t nprocesses;
static int last_pid;

static struct process **place_of(int64_t pid)
{
    return &table[pid % PROCESSES_MAX];
}

// Gives the process the next free pid. Returns false if there are too many
// processes.
static bool process_table_add(struct process *process)
{
    bool is_child_of_kernel = process->parent == &kernel_process;
    size_t reserved = is_child_of_kernel ? 0 : PROCESSES_RESERVED;
    spin_lock(&table_lock);
    bool has_room = nprocesses + reserved < PROCESSES_MAX;
    if (has_room) {
        do {
            last_pid = last_pid % PID_MAX + 1;
        } while (*place_of(last_pid) != NULL);
        process->pid = last_pid;
        *place_of(last_pid) = process;
        nprocesses++;
    }
    spin_unlock(&table_lock);
    return has_room;
}

static void process_table_remove(struct process *process)
{
    spin_lock(&table_lock);
    KASSERT(*place_of(process->pid) == process);
    *place_of(process->pid) = NULL;
    nprocesses--;
    spin_unlock(&table_lock);
}

// Returns the current process's child with this pid, or NULL. The child stays
// valid: no other thread frees it.
static struct process *find_child(int64_t pid)
{
    if (pid <= 0 || pid > PID_MAX) {
        return NULL;
    }
    spin_lock(&table_lock);
    struct process *child = *place_of(pid);
    if (child != NULL &&
        (child->pid != pid || child->parent != process_current())) {
        child = NULL;
    }
    spin_unlock(&table_lock);
    return child;
}

// --- start ---

// A process's thread begins here. It enters the program, and comes back to the
// kernel only by system calls and traps.
static void *run(void *argument)
{
    struct process *self = argument;
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
    int result = -EAGAIN;
    struct process *process = new_process(name);
    if (process == NULL) {
        return -ENOMEM;
    }
    if (!process_table_add(process)) {
        goto no_pid;
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
    thread_join(child->thread);
    int status = child->status;
    process_table_remove(child);
    kfree(child);
    return status;
}

int process_wait(int64_t pid, int *status, uint64_t timeout_ms)
{
    struct process *self = process_current();
    struct wait wait = {.parent = self};
    if (pid != WAIT_ANY) {
        wait.child = find_child(pid);
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
    struct process *child = find_child(pid);
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
    thread_attach_user_context(NULL);
    space_destroy(&self->user.space);
    spin_lock(&scheduler_lock);
    self->status = status;
    self->has_ended = true;
    wake_one_locked(&self->parent->child_ended);
    spin_unlock(&scheduler_lock);
    thread_exit(NULL);
}

void process_exit_if_killed(void)
{
    if (thread_current()->is_killed) {
        process_exit(STATUS_KILLED | KILLED_BY_PARENT);
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
