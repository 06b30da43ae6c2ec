// SPDX-License-Identifier: MIT
// test/programs.h - how tests start programs.

#pragma once

#include "base/string.h"
#include "cpu/interrupts.h"
#include "process/process.h"
#include "test/leaks.h"

#define PATIENCE_MS 20000 // for a program that is expected to end

// Starts a program with the words of the line, the first of which names it.
static inline int start(const char *line)
{
    struct arguments arguments = {0};
    int result = 0;
    for (const char *word = line; *word != '\0' && result == 0;) {
        size_t length = strcspn(word, " ");
        result = arguments_add(&arguments, word, length);
        word += length + (word[length] == ' ');
    }
    return result != 0 ? result : process_start(arguments.text, &arguments);
}

// Waits; returns the status, or an error: -ETIMEDOUT if it did not end.
static inline int end_of(int pid)
{
    int status = 0;
    int result = pid < 0 ? pid : process_wait(pid, &status, PATIENCE_MS);
    return result < 0 ? result : status;
}

static inline int run(const char *line)
{
    return end_of(start(line));
}

static inline int kill(int pid)
{
    int result = process_kill(pid);
    return result == 0 ? end_of(pid) : result;
}

static inline size_t count_descendants(const struct process *process)
{
    size_t count = 0;
    LIST_FOR_EACH(node, &process->children)
    {
        count +=
            1 + count_descendants(LIST_ENTRY(node, struct process, sibling));
    }
    return count;
}

// All processes but the kernel. No thread changes a list meanwhile.
static inline size_t count_processes(void)
{
    bool were_on = interrupts_off();
    size_t count = count_descendants(process_current());
    interrupts_restore(were_on);
    return count;
}

// Waits at most 10 seconds until there are so many.
static inline void wait_for_processes(size_t count)
{
    for (unsigned i = 0; i < 500 && count_processes() < count; i++) {
        thread_sleep(20);
    }
}

// A child of the kernel's.
static inline struct process *child_of_kernel(int pid)
{
    LIST_FOR_EACH(node, &process_current()->children)
    {
        struct process *child = LIST_ENTRY(node, struct process, sibling);
        if (child->pid == pid) {
            return child;
        }
    }
    return NULL;
}
