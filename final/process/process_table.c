// SPDX-License-Identifier: MIT
// process/process_table.c - which process has which pid.
//
// Owns the table of all processes. A process lies at its pid modulo
// PROCESSES_MAX, so a pid is unique, and is found in constant time.
// table_lock guards the table and some fields of each process. While a process
// is in the table and has a thread, that thread exists.

#include "process/process_table.h"

#include "base/required.h"
#include "cpu/spinlock.h"
#include "lib/panic.h"

// After PID_MAX, pids begin again at 1. PID_MAX is a multiple of PROCESSES_MAX,
// so the place of pid 1 follows the place of PID_MAX.
#define PID_MAX (150 * PROCESSES_MAX)

static struct spinlock table_lock = {.name = "process table",
                                     .level = LOCK_PROCESS_TABLE};
static struct process *table[PROCESSES_MAX]; // [table_lock] like the next two
static size_t nprocesses;
static int last_pid;

static struct process **place_of(int64_t pid)
{
    return &table[pid % PROCESSES_MAX];
}

// A pid is the number of a group as long as a process is in that group.
static bool is_pid_free(int pid)
{
    bool is_free = *place_of(pid) == NULL;
    for (size_t i = 0; i < PROCESSES_MAX; i++) {
        is_free &= table[i] == NULL || table[i]->group != pid;
    }
    return is_free;
}

bool process_table_add(struct process *process)
{
    bool is_child_of_kernel = process->parent->pid == 0;
    size_t reserved = is_child_of_kernel ? 0 : PROCESSES_RESERVED;
    spin_lock(&table_lock);
    bool has_room = nprocesses + reserved < PROCESSES_MAX;
    if (has_room) {
        do {
            last_pid = last_pid % PID_MAX + 1;
        } while (!is_pid_free(last_pid));
        process->pid = last_pid;
        *place_of(last_pid) = process;
        nprocesses++;
    }
    spin_unlock(&table_lock);
    return has_room;
}

// A place of the table is NULL, or its process may still lack a thread.
static bool has_begun(const struct process *process)
{
    return process != NULL && process->thread != NULL;
}

void process_table_visit(void (*visit)(struct process *process, void *argument),
                         void *argument)
{
    spin_lock(&table_lock);
    for (size_t i = 0; i < PROCESSES_MAX; i++) {
        if (has_begun(table[i])) {
            visit(table[i], argument);
        }
    }
    spin_unlock(&table_lock);
}

static bool has_member(int64_t group, bool may_be_zombie)
{
    bool is_found = false;
    spin_lock(&table_lock);
    for (size_t i = 0; i < PROCESSES_MAX; i++) {
        is_found |= has_begun(table[i]) && table[i]->group == group &&
                    (may_be_zombie || !table[i]->has_ended);
    }
    spin_unlock(&table_lock);
    return is_found;
}

bool process_table_has_group(int64_t group)
{
    return has_member(group, true);
}

bool process_table_group_lives(int64_t group)
{
    return has_member(group, false);
}

static struct process_info info_of(const struct process *process)
{
    struct process_info info = {.pid = process->pid,
                                .parent = process->parent->pid,
                                .group = process->group,
                                .is_zombie = process->has_ended};
    memcpy(info.name, process->name, sizeof(info.name));
    return info;
}

size_t process_table_list(struct process_info *infos, size_t count)
{
    size_t found = 0;
    spin_lock(&table_lock);
    for (size_t i = 0; i < PROCESSES_MAX && found < count; i++) {
        if (has_begun(table[i])) {
            infos[found++] = info_of(table[i]);
        }
    }
    spin_unlock(&table_lock);
    return found;
}

void process_table_remove(struct process *process)
{
    spin_lock(&table_lock);
    KASSERT(*place_of(process->pid) == process);
    *place_of(process->pid) = NULL;
    nprocesses--;
    spin_unlock(&table_lock);
}

struct process *process_table_find(const struct process *parent, int64_t pid)
{
    if (pid <= 0 || pid > PID_MAX) {
        return NULL;
    }
    spin_lock(&table_lock);
    struct process *child = *place_of(pid);
    if (child != NULL && (child->pid != pid || child->parent != parent)) {
        child = NULL;
    }
    spin_unlock(&table_lock);
    return child;
}
