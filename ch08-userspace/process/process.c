// SPDX-License-Identifier: MIT
// process/process.c - a program that runs: a thread with memory of its own.

#include "process/process.h"

#include "base/errno.h"
#include "base/format.h"
#include "cpu/fpu.h"
#include "lib/panic.h"
#include "memory/heap.h"
#include "process/elf.h"
#include "process/enter.h"
#include "process/loader.h"
#include "process/user_memory.h"
#include "thread/scheduler.h"

static struct spinlock processes_lock = {.name = "processes",
                                         .level = LOCK_HEAP};
static struct list all; // [processes_lock] like the next two
static size_t nprocesses;
static int next_pid = 1;
static struct process kernel = {.name = "the kernel"}; // pid 0

void process_init(void)
{
    list_init(&all);
    list_init(&kernel.children);
    wait_queue_init(&kernel.child_ended, "the end of a process");
}

struct process *process_current(void)
{
    struct process *process = thread_current()->process;
    return process != NULL ? process : &kernel;
}

size_t process_count(void)
{
    spin_lock(&processes_lock);
    size_t count = nprocesses;
    spin_unlock(&processes_lock);
    return count;
}

// --- begin ---

// Gives it a number and a place among all, or returns false: there are enough.
static bool enroll(struct process *process)
{
    spin_lock(&processes_lock);
    bool has_room = nprocesses < PROCESSES_MAX;
    if (has_room) {
        nprocesses++;
        process->pid = next_pid;
        next_pid = next_pid == INT32_MAX ? 1 : next_pid + 1;
        list_push_back(&all, &process->all);
    }
    spin_unlock(&processes_lock);
    return has_room;
}

static void strike_off(struct process *process)
{
    spin_lock(&processes_lock);
    list_remove(&process->all);
    nprocesses--;
    spin_unlock(&processes_lock);
}

// The process's thread begins here, and leaves for the program.
static void *run(void *argument)
{
    struct process *self = argument;
    thread_set_program(self, &self->space, self->fpu);
    process_end_if_stopped();
    enter_program(self->entry, self->rsp);
}

// All but its thread, for which the process must be ready.
static int prepare(struct process *process, const char *name,
                   const struct arguments *arguments)
{
    process->fpu = kmalloc_aligned(fpu_state_size(), FPU_STATE_ALIGNMENT);
    if (process->fpu == NULL) {
        return -ENOMEM;
    }
    fpu_state_init(process->fpu);
    int result = space_create(&process->space);
    if (result != 0) {
        kfree(process->fpu);
        return result;
    }
    result = load_program(process, name, arguments);
    if (result != 0) {
        space_destroy(&process->space);
        kfree(process->fpu);
    }
    return result;
}

static struct process *new_process(const char *name)
{
    struct process *process = kcalloc(1, sizeof(*process));
    if (process != NULL) {
        snprintf(process->name, sizeof(process->name), "%s", name);
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
    if (!enroll(process)) {
        goto no_room;
    }
    result = prepare(process, name, arguments);
    if (result != 0) {
        goto not_ready;
    }
    list_push_back(&process->parent->children, &process->sibling);
    int pid = process->pid;
    process->thread = thread_create(process->name, run, process);
    if (process->thread != NULL) {
        return pid;
    }
    result = -ENOMEM;
    list_remove(&process->sibling);
    space_destroy(&process->space);
    kfree(process->fpu);
not_ready:
    strike_off(process);
no_room:
    kfree(process);
    return result;
}

// --- end ---

// What a wait is for, and what it has found.
struct wait {
    struct process *parent;
    int64_t pid;
    bool can_be_stopped;
    struct process *ended;
};

static bool is_meant(const struct process *process, int64_t pid)
{
    return pid == WAIT_ANY || process->pid == pid;
}

static bool has_child(const struct process *parent, int64_t pid)
{
    LIST_FOR_EACH(node, &parent->children)
    {
        if (is_meant(LIST_ENTRY(node, struct process, sibling), pid)) {
            return true;
        }
    }
    return false;
}

static bool is_over(void *argument)
{
    struct wait *wait = argument;
    LIST_FOR_EACH(node, &wait->parent->children)
    {
        struct process *child = LIST_ENTRY(node, struct process, sibling);
        if (is_meant(child, wait->pid) && child->has_ended) {
            wait->ended = child;
            return true;
        }
    }
    return wait->can_be_stopped && thread_current()->is_stopped;
}

static struct process *wait_for_child(int64_t pid, bool can_be_stopped,
                                      uint64_t timeout_ms)
{
    struct wait wait = {.parent = process_current(),
                        .pid = pid,
                        .can_be_stopped = can_be_stopped};
    wait_until(&wait.parent->child_ended, is_over, &wait, timeout_ms);
    return wait.ended;
}

// The rest of a child, whose thread is about to leave its stack for good.
static void give_back(struct process *child)
{
    list_remove(&child->sibling);
    thread_join(child->thread);
    strike_off(child);
    kfree(child);
}

int process_wait(int64_t pid, int *status, uint64_t timeout_ms)
{
    if (!has_child(process_current(), pid)) {
        return -ECHILD;
    }
    struct process *child = wait_for_child(pid, true, timeout_ms);
    if (child == NULL) {
        return thread_current()->is_stopped ? -EINTR : -ETIMEDOUT;
    }
    int ended_pid = child->pid;
    *status = child->status;
    give_back(child);
    return ended_pid;
}

int process_kill(int64_t pid)
{
    LIST_FOR_EACH(node, &process_current()->children)
    {
        struct process *child = LIST_ENTRY(node, struct process, sibling);
        if (child->pid == pid) {
            thread_stop(child->thread);
            return 0;
        }
    }
    return -ESRCH;
}

static void end_children(struct process *parent)
{
    LIST_FOR_EACH(node, &parent->children)
    {
        thread_stop(LIST_ENTRY(node, struct process, sibling)->thread);
    }
    while (!list_is_empty(&parent->children)) {
        give_back(wait_for_child(WAIT_ANY, false, WAIT_FOREVER));
    }
}

void process_end(int status)
{
    struct process *self = process_current();
    KASSERT(self != &kernel);
    end_children(self);
    thread_set_program(self, NULL, NULL);
    space_destroy(&self->space);
    kfree(self->fpu);
    spin_lock(&scheduler_lock);
    self->status = status;
    self->has_ended = true;
    wake_all_locked(&self->parent->child_ended);
    spin_unlock(&scheduler_lock);
    thread_exit(NULL);
}

void process_end_if_stopped(void)
{
    if (thread_current()->is_stopped) {
        process_end(STATUS_STOPPED | STOPPED_BY_KILL);
    }
}

// --- memory ---

int64_t process_move_heap_end(int64_t nbytes)
{
    struct process *self = process_current();
    uintptr_t before = self->heap_end, after;
    if (__builtin_add_overflow(before, nbytes, &after) ||
        after < self->heap_start || after > PROGRAM_END) {
        return -ENOMEM;
    }
    uintptr_t mapped = align_up(before, PAGE_SIZE);
    uintptr_t wanted = align_up(after, PAGE_SIZE);
    if (wanted > mapped) {
        int result =
            user_map(&self->space, mapped, (wanted - mapped) / PAGE_SIZE,
                     PTE_WRITE | PTE_NX);
        if (result != 0) {
            return result;
        }
    } else {
        user_unmap(&self->space, wanted, (mapped - wanted) / PAGE_SIZE);
    }
    self->heap_end = after;
    return (int64_t)before;
}
